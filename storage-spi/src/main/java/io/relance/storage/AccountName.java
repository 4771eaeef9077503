package io.relance.storage;

/**
 * A name by which somebody else knows an account, such as a payment provider's name of a mandate: made a hash by the engine, so that a store
 * keeps nothing of theirs.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record AccountName(String value) {
    /** @throws IllegalArgumentException when the value is anything but 64 lower-case hexadecimal digits */
    public AccountName {
        if (!Hexadecimal.isHash(value)) {
            throw new IllegalArgumentException(
                    "an account's name is 64 lower-case hexadecimal digits, but was \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
