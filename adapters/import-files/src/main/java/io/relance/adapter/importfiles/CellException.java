package io.relance.adapter.importfiles;

/** A cell that can't be read; becomes part of its row's problem. */
final class CellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final BadRowCode code;
    private final String remedy;

    CellException(BadRowCode code, String message, String remedy) {
        super(message, null, false, false);
        this.code = code;
        this.remedy = remedy;
    }

    BadRowCode code() {
        return code;
    }

    String remedy() {
        return remedy;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
