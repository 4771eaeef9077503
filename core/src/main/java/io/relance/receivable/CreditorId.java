package io.relance.receivable;

/**
 * The legal entity to which money is owed; also the tenant: every stored key starts with it.
 *
 * @param value not blank
 */
public record CreditorId(String value) implements Comparable<CreditorId> {
    /** @throws IllegalArgumentException when {@code value} is blank */
    public CreditorId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a creditor id is blank");
        }
    }

    @Override
    public int compareTo(CreditorId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
