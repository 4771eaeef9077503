package io.relance.reliability;

/** The process stops here. Nothing of an engine catches it, and what is left is what was stored. */
final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death(String where) {
        super(where, null, false, false);
    }
}
