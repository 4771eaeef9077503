package io.relance.storage;

/**
 * Where books were left off, in words that they alone understand.
 *
 * @param value not empty, at most {@value #MAX_LENGTH} characters
 */
public record ChangeToken(String value) {
    /** The longest that stores must keep. */
    public static final int MAX_LENGTH = 1000;

    /** @throws IllegalArgumentException when it is empty or too long */
    public ChangeToken {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a change token has 1 to " + MAX_LENGTH + " characters, but this one has " + value.length());
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
