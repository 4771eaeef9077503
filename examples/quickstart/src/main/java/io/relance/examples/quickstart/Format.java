package io.relance.examples.quickstart;

/** What standard output is written for. */
enum Format {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON
}
