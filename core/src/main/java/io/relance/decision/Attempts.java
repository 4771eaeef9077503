package io.relance.decision;

import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.scenario.Scenario;

/** Marks steps as touched. */
final class Attempts {
    private Attempts() {}

    /** Which attempt the next plan of a step is, from 1. */
    static int next(ReceivableProgress progress, String key) {
        return progress.step(key).map(StepExecution::attempt).orElse(0) + 1;
    }

    /** Puts a step into an item's progress and binds the receivable to the scenario version that it follows. */
    static void bind(Item item, StepExecution step) {
        Scenario scenario = item.scenario;
        if (scenario == null) {
            throw new IllegalStateException(item.id() + " follows no scenario");
        }
        item.progress = item.progress.toBuilder()
                .bound(
                        scenario.ref(),
                        scenario.steps().stream().map(s -> s.id()).toList())
                .put(step)
                .build();
    }
}
