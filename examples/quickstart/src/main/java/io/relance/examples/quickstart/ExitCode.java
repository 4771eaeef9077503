package io.relance.examples.quickstart;

/** How the program ends. */
final class ExitCode {
    /** Done; warnings don't change it. */
    static final int DONE = 0;
    /** The input was refused, and nothing was written. */
    static final int REFUSED = 1;
    /** The command line was wrong. */
    static final int USAGE = 2;
    /** Failed otherwise; the same command may be given again. */
    static final int FAILED = 3;
    /** Done, but a message is in doubt or dead. */
    static final int MESSAGES_LEFT = 4;

    private ExitCode() {}
}
