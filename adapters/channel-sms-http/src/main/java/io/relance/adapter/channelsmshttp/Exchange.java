package io.relance.adapter.channelsmshttp;

import java.util.Optional;

/** What came of one request. */
sealed interface Exchange {
    /**
     * The gateway answered.
     *
     * @param document the body; it says nothing when it is no JSON, or larger than is read
     * @param retryAfter the header of that name
     */
    record Answered(int status, FlatJson document, Optional<String> retryAfter) implements Exchange {}

    /**
     * The gateway got nothing of the message.
     *
     * @param why on one line
     */
    record NotReached(String why) implements Exchange {}

    /**
     * The gateway may have got the message.
     *
     * @param why on one line
     */
    record Lost(String why) implements Exchange {}
}
