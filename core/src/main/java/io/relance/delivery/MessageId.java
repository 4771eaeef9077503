package io.relance.delivery;

/**
 * Names one message for good: derived from the execution key of the message's lead and the attempt, so that planning it
 * again gives the same id.
 *
 * @param value 64 lower-case hexadecimal digits (SHA-256)
 */
public record MessageId(String value) implements Comparable<MessageId> {
    /** @throws IllegalArgumentException when the value is anything but 64 lower-case hexadecimal digits */
    public MessageId {
        if (value.length() != 64 || !value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException(
                    "a message id is 64 lower-case hexadecimal digits, but was \"" + value + "\"");
        }
    }

    /** The first 16 digits: enough for file names and people. */
    public String shortForm() {
        return value.substring(0, 16);
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
