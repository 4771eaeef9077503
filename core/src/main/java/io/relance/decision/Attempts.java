package io.relance.decision;

import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

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
                .bound(scenario.ref(), stepIds(item.progress, scenario))
                .put(step)
                .build();
    }

    /**
     * The steps of the version that the receivable follows now, and between them those of the versions that it followed
     * before: a step executed long ago keeps its place, though several versions may have come since it was removed.
     */
    private static List<String> stepIds(ReceivableProgress progress, Scenario scenario) {
        List<String> ids =
                new ArrayList<>(scenario.steps().stream().map(step -> step.id()).toList());
        boolean sameScenario = progress.scenario()
                .filter(ref -> ref.id().equals(scenario.id()))
                .isPresent();
        List<String> before = sameScenario ? progress.boundSteps() : List.of();
        for (int i = 0; i < before.size(); i++) {
            if (!ids.contains(before.get(i))) {
                ids.add(i == 0 ? 0 : ids.indexOf(before.get(i - 1)) + 1, before.get(i));
            }
        }
        return ids;
    }
}
