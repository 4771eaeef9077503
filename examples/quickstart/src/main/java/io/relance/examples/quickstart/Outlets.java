package io.relance.examples.quickstart;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run speaks to.
 *
 * @param channels over which messages go
 * @param payments which makes pages for paying
 */
record Outlets(List<RunChannel> channels, Optional<WatchedPayments> payments) {
    /** How long a hand-over may take in which a payment provider is asked, too. */
    private static final Duration WITH_PAYMENTS = Duration.ofSeconds(20);

    /** Copies the list. */
    Outlets {
        channels = List.copyOf(channels);
    }

    /** Channels alone. */
    static Outlets of(RunChannel... channels) {
        return new Outlets(List.of(channels), Optional.empty());
    }

    /** How long a hand-over may take. */
    Duration timeout() {
        return Stream.concat(
                        channels.stream().map(RunChannel::timeout), payments.map(provider -> WITH_PAYMENTS).stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Whether the clock of the run goes on while messages are handed over. */
    boolean takesTime() {
        return payments.isPresent() || channels.stream().anyMatch(RunChannel::takesTime);
    }

    /** @throws RuntimeException what makes it pointless to go on */
    void requireIntact() {
        channels.forEach(RunChannel::requireIntact);
    }

    /** What has not been withdrawn so far, and is by the run of a later day: a sentence for people. */
    Optional<String> notWithdrawn() {
        return payments.flatMap(WatchedPayments::notWithdrawn);
    }

    /** What has not been taken so far, and may be later: a sentence for people. */
    Optional<String> notTaken() {
        return channels.stream()
                .flatMap(channel -> channel.notTaken().stream())
                .findFirst()
                .or(() -> payments.flatMap(WatchedPayments::notTaken));
    }
}
