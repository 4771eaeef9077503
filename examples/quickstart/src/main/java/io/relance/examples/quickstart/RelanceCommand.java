package io.relance.examples.quickstart;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The program without a command: the main job on the shipped sample. */
@Command(
        name = "relance",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        description = "Follows up receivables: who owes what, whom to remind, when, and why.",
        footer = {
            "",
            "Without a command: the main job on the shipped sample, into ./relance-sample.",
            "Exit codes: 0 done, 1 input refused, 2 usage, 3 failed, 4 done with messages in doubt or dead."
        })
final class RelanceCommand implements Callable<Integer> {
    private final Program program;

    RelanceCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return new SampleJob(program).run();
    }
}
