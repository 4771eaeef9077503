package io.relance.storage;

import io.relance.delivery.MessageId;
import io.relance.receivable.ReceivableId;

/**
 * What a part of a case is of: a receivable, a message, or a task. One of each with the same id are three parts.
 *
 * @param id of whatever kind, compared by its UTF-8 bytes
 */
public record PartKey(Kind kind, String id) implements Comparable<PartKey> {
    /** Of what a case has parts. */
    public enum Kind {
        /** An invoice, instalment or claim. */
        RECEIVABLE,
        /** A message to the account. */
        MESSAGE,
        /** A task about the account. */
        TASK
    }

    /** @throws IllegalArgumentException when {@code id} is none of its kind */
    public PartKey {
        id = switch (kind) {
            case RECEIVABLE -> new ReceivableId(id).value();
            case MESSAGE -> new MessageId(id).value();
            case TASK -> id;
        };
    }

    /** The part of a receivable. */
    public static PartKey of(ReceivableId receivable) {
        return new PartKey(Kind.RECEIVABLE, receivable.value());
    }

    /** The part of a message. */
    public static PartKey of(MessageId message) {
        return new PartKey(Kind.MESSAGE, message.value());
    }

    /** The part of a task. */
    public static PartKey ofTask(String task) {
        return new PartKey(Kind.TASK, task);
    }

    /**
     * The receivable.
     *
     * @throws IllegalStateException when it is of something else
     */
    public ReceivableId receivable() {
        require(Kind.RECEIVABLE);
        return new ReceivableId(id);
    }

    /**
     * The message.
     *
     * @throws IllegalStateException when it is of something else
     */
    public MessageId message() {
        require(Kind.MESSAGE);
        return new MessageId(id);
    }

    private void require(Kind wanted) {
        if (kind != wanted) {
            throw new IllegalStateException("the part of " + this + " is none of a " + name(wanted));
        }
    }

    /** By kind, in the order above, then by the UTF-8 bytes of the id. */
    @Override
    public int compareTo(PartKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : AccountOrder.compare(id, other.id);
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case RECEIVABLE -> "receivable";
            case MESSAGE -> "message";
            case TASK -> "task";
        };
    }

    /** The kind, then the id. */
    @Override
    public String toString() {
        return name(kind) + " " + id;
    }
}
