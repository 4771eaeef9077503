package io.relance.action;

/** One step of one version of a scenario. */
public record StepRef(ScenarioRef scenario, String step, Stage stage) {
    @Override
    public String toString() {
        return step + " of " + scenario;
    }
}
