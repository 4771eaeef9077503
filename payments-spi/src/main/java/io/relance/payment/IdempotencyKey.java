package io.relance.payment;

/**
 * Names one wish to be paid: whatever is requested under the same key is collected once.
 *
 * @param value 1 to {@value #MAX} letters of ASCII, digits, full stops, hyphens and underscores; without anything personal,
 *     since it stands in the provider's records
 */
public record IdempotencyKey(String value) {
    /** The most characters, which every known provider takes. */
    public static final int MAX = 100;

    /** @throws IllegalArgumentException when it has another form */
    public IdempotencyKey {
        if (!value.matches("[A-Za-z0-9._-]{1," + MAX + "}")) {
            throw new IllegalArgumentException("an idempotency key is 1 to " + MAX
                    + " letters, digits, full stops, hyphens and underscores, but this has " + value.length()
                    + " characters of another form");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
