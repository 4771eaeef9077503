package io.relance.delivery;

/**
 * A document that goes with a message, by what names its contents; not the contents themselves.
 *
 * @param name of the file, for people
 * @param mediaType such as {@code application/pdf}
 * @param size in bytes
 * @param sha256 of the bytes: 64 lower-case hexadecimal digits
 */
public record Enclosure(String name, String mediaType, long size, String sha256) {
    /** @throws IllegalArgumentException when the size is below 0, or the hash has another form */
    public Enclosure {
        if (size < 0 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a document has 0 bytes or more, and a hash of 64 hexadecimal digits, but \"" + name + "\" has "
                            + size + " and " + sha256);
        }
    }
}
