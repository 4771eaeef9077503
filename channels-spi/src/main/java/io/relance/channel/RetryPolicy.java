package io.relance.channel;

import java.time.Duration;

/**
 * How often, and after what pauses, a hand-over is tried that failed for now. Each pause is twice the one before. Where it is
 * applied each is up to an eighth shorter or longer, which differs from message to message, so that what failed together does
 * not come back together.
 *
 * @param attempts how often in all, over one channel to one contact, at least 1
 * @param firstPause after the first failure
 */
public record RetryPolicy(int attempts, Duration firstPause) {
    /** 8 attempts, of which the last begins 48 hours after the first: 48 h / (1 + 2 + 4 + ... + 64), in whole seconds. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(8, Duration.ofSeconds(48 * 3600 / 127 + 1));

    /** The most attempts. */
    public static final int MOST_ATTEMPTS = 20;

    /** @throws IllegalArgumentException when there are too few or too many attempts, or the pause is not above 0 */
    public RetryPolicy {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "a hand-over is tried 1 to " + MOST_ATTEMPTS + " times, not " + attempts + " times");
        }
        if (firstPause.isNegative() || firstPause.isZero() || firstPause.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "the first pause must be above 0 and at most a day, but was " + firstPause);
        }
    }

    /** The same pauses, with another number of attempts. */
    public RetryPolicy withAttempts(int other) {
        return new RetryPolicy(other, firstPause);
    }

    /** The pause after a failed attempt, from 1. */
    public Duration pauseAfter(int attempt) {
        return firstPause.multipliedBy(1L << (Math.min(Math.max(attempt, 1), MOST_ATTEMPTS) - 1));
    }

    /** From the first attempt to the last. */
    public Duration span() {
        Duration sum = Duration.ZERO;
        for (int attempt = 1; attempt < attempts; attempt++) {
            sum = sum.plus(pauseAfter(attempt));
        }
        return sum;
    }
}
