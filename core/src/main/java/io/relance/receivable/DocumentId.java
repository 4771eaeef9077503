package io.relance.receivable;

/**
 * The number of a payment, credit note or write-off, unique within its kind and creditor.
 *
 * @param value not blank
 */
public record DocumentId(String value) implements Comparable<DocumentId> {
    /** @throws IllegalArgumentException when {@code value} is blank */
    public DocumentId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a document's number is blank");
        }
    }

    @Override
    public int compareTo(DocumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
