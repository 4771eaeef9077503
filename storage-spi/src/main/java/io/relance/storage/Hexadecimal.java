package io.relance.storage;

/** What a hash looks like when it is written down. */
final class Hexadecimal {
    private Hexadecimal() {}

    /** Whether these are 64 lower-case hexadecimal digits. */
    static boolean isHash(String value) {
        return value.length() == 64 && value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
