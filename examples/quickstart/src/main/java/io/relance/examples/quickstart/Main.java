package io.relance.examples.quickstart;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends with its exit code, see {@link Program}. */
    public static void main(String[] args) {
        System.exit(Program.onThisMachine().run(args));
    }
}
