package io.relance.storage;

/**
 * The version of a creditor's policy.
 *
 * @param value not blank
 */
public record PolicyVersion(String value) {
    /** @throws IllegalArgumentException when {@code value} is blank */
    public PolicyVersion {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a policy version is blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
