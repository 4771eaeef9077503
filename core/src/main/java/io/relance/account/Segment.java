package io.relance.account;

/**
 * How an account pays, by its behaviour of the last twelve months; the first that holds, in the order written here.
 * Commercial segments (key account, small business) are the host's tags.
 */
public enum Segment {
    /** Too few settled invoices to tell: by default fewer than 3. */
    NEW,
    /** Pays later and later: by default a trend above 10 days. */
    DETERIORATING,
    /** Pays in time: by default at most 2 days late in the mean, and at least 80 % on time. */
    PROMPT,
    /** Pays when reminded: by default at least half of the late ones were settled within 15 days after a reminder. */
    AFTER_REMINDER,
    /** Pays late as a habit: by default more than 15 days late in the mean. */
    CHRONICALLY_LATE,
    /** None of the others. */
    OCCASIONALLY_LATE
}
