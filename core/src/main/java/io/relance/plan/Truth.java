package io.relance.plan;

/** The three truth values of conditions: a comparison with an absent fact is UNKNOWN, and only TRUE acts. */
public enum Truth {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** A fact was absent. */
    UNKNOWN;

    /** TRUE for true, FALSE for false. */
    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The opposite; UNKNOWN stays UNKNOWN. */
    public Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }

    /** FALSE if either is FALSE, else UNKNOWN if either is UNKNOWN, else TRUE. */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    /** TRUE if either is TRUE, else UNKNOWN if either is UNKNOWN, else FALSE. */
    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }
}
