package io.relance.engine;

import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import java.util.List;
import java.util.Optional;

/** Tells one content of a scenario from another: a hash of all that a decision reads in it. */
public final class ScenarioContent {
    private ScenarioContent() {}

    /** 64 hexadecimal digits; the same for the same content. */
    public static String hash(Scenario scenario) {
        Sha256 hash = new Sha256()
                .add(scenario.ref())
                .add(scenario.entry())
                .add(scenario.allowColdEscalation())
                .add(scenario.grouping())
                .add(scenario.thankYou())
                .add(scenario.steps().size());
        for (Step step : scenario.steps()) {
            Optional<String> condition = step.compiled().map(compiled -> compiled.hash());
            List<Object> parts = List.of(
                    step.id(),
                    step.stage(),
                    step.timing(),
                    condition,
                    step.minimum(),
                    step.actions(),
                    step.audience(),
                    step.needsApproval(),
                    step.proofOfDispatch(),
                    scenario.groupingOf(step),
                    step.tone());
            parts.forEach(hash::add);
        }
        return hash.hex();
    }
}
