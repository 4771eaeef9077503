package io.relance.storage;

/**
 * Names one commit, so that the same one is never done twice.
 *
 * @param value 64 lower-case hexadecimal digits, derived from what is committed
 */
public record CommitId(String value) {
    /** @throws IllegalArgumentException when the value is anything but 64 lower-case hexadecimal digits */
    public CommitId {
        if (!Hexadecimal.isHash(value)) {
            throw new IllegalArgumentException(
                    "a commit id is 64 lower-case hexadecimal digits, but was \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
