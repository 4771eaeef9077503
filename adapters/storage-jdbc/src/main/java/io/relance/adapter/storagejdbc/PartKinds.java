package io.relance.adapter.storagejdbc;

import io.relance.storage.PartKey;

/** How the kinds of parts are written: by a letter, for there are as many parts as invoices. */
final class PartKinds {
    private PartKinds() {}

    static String letter(PartKey.Kind kind) {
        return switch (kind) {
            case RECEIVABLE -> "R";
            case MESSAGE -> "M";
            case TASK -> "T";
        };
    }

    /** @throws IllegalStateException when a newer version of the store wrote it */
    static PartKey.Kind of(String letter) {
        return switch (letter) {
            case "R" -> PartKey.Kind.RECEIVABLE;
            case "M" -> PartKey.Kind.MESSAGE;
            case "T" -> PartKey.Kind.TASK;
            default ->
                throw new IllegalStateException(
                        "a part of a case is of the kind \"" + letter + "\", which this version does not know");
        };
    }
}
