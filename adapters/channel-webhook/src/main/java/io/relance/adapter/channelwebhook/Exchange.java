package io.relance.adapter.channelwebhook;

/** What came of one request. */
sealed interface Exchange {
    /** The endpoint answered with this status. */
    record Answered(int status) implements Exchange {}

    /**
     * The endpoint got nothing.
     *
     * @param why on one line
     */
    record NotReached(String why) implements Exchange {}

    /**
     * The endpoint may have got all of it.
     *
     * @param why on one line
     */
    record Lost(String why) implements Exchange {}
}
