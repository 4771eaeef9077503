package io.relance.examples.quickstart;

/** A command whose answer, problems included, comes in the format asked for. */
interface Answering {
    /** The format of standard output. */
    Format format();
}
