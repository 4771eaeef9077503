package io.relance.examples.quickstart;

import io.relance.channel.Channel;

/** What becomes of the messages of a run. */
interface RunChannel extends Channel {
    /**
     * Asked after every day.
     *
     * @throws RuntimeException what makes it pointless to go on
     */
    default void requireIntact() {}
}
