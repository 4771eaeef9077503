package io.relance.examples.quickstart;

/** The main job on the shipped sample. */
final class SampleJob {
    SampleJob(Program program) {}

    int run() {
        return ExitCode.FAILED;
    }
}
