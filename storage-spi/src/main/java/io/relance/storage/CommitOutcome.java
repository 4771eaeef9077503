package io.relance.storage;

/** What became of a commit. */
public enum CommitOutcome {
    /** All of it is stored. */
    STORED,
    /** Nothing is stored: somebody else changed what it builds on. To be read and done again. */
    CONFLICT,
    /** A commit of this id was stored before; nothing is stored now. */
    REPLAYED,
    /** Nothing is stored: an entry that it changes is leased to somebody else. */
    LEASE_LOST
}
