package io.relance.storage;

/**
 * The hash of an event and, through the one before, of everything that happened to its account until then.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record EventHash(String value) {
    /** @throws IllegalArgumentException when the value is anything but 64 lower-case hexadecimal digits */
    public EventHash {
        if (!Hexadecimal.isHash(value)) {
            throw new IllegalArgumentException(
                    "an event's hash is 64 lower-case hexadecimal digits, but was \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
