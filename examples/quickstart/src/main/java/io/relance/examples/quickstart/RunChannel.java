package io.relance.examples.quickstart;

import io.relance.channel.Channel;
import java.time.Duration;
import java.util.Optional;

/** What becomes of the messages of a run. */
interface RunChannel extends Channel {
    /** How long a hand-over may take. Files are written in no time; who comes after a program that was killed need not wait long. */
    default Duration timeout() {
        return Duration.ofSeconds(2);
    }

    /** Whether the clock of the run goes on while messages are handed over. Where it stands still two runs bear the same instants. */
    default boolean takesTime() {
        return false;
    }

    /**
     * Asked after every day.
     *
     * @throws RuntimeException what makes it pointless to go on
     */
    default void requireIntact() {}

    /** What has not been taken so far, and may be later: a sentence for people. */
    default Optional<String> notTaken() {
        return Optional.empty();
    }
}
