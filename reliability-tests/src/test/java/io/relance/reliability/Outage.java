package io.relance.reliability;

/** A port fails in one call. */
final class Outage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Outage(String where) {
        super(where, null, false, false);
    }
}
