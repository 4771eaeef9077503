package io.relance.claim;

/** Which day's reference rate a day's interest goes by. */
public enum Fixing {
    /** That of the day: it changes when the rate does. */
    FLOATING,
    /** That of the first day of interest, to the end. */
    AT_START
}
