package io.relance.adapter.channelsmshttp;

import java.util.Map;
import java.util.Set;

/**
 * The body of requests, with places for what differs from message to message; what is put in is escaped as its format wants
 * it.
 */
interface Body {
    /** What the header Content-Type says. */
    String contentType();

    /** The names of its places. */
    Set<String> places();

    /** The bytes for a message. */
    byte[] filled(Map<String, String> values);
}
