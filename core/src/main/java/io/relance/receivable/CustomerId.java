package io.relance.receivable;

/**
 * A customer of one creditor; the same text under two creditors names two customers.
 *
 * @param value not blank
 */
public record CustomerId(String value) implements Comparable<CustomerId> {
    /** @throws IllegalArgumentException when {@code value} is blank */
    public CustomerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a customer id is blank");
        }
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
