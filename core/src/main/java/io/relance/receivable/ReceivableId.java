package io.relance.receivable;

/**
 * The number of an invoice, instalment or claim, unique within its creditor.
 *
 * @param value not blank
 */
public record ReceivableId(String value) implements Comparable<ReceivableId> {
    /** @throws IllegalArgumentException when {@code value} is blank */
    public ReceivableId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a receivable's number is blank");
        }
    }

    @Override
    public int compareTo(ReceivableId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
