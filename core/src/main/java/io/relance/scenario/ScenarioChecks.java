package io.relance.scenario;

import io.relance.action.DunningAction;
import io.relance.action.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can't work in a scenario, and what its author switched off by name. Paths are relative to the scenario. */
final class ScenarioChecks {
    private final List<Problem> problems = new ArrayList<>();

    private ScenarioChecks() {}

    static List<Problem> check(ScenarioBuilder scenario) {
        ScenarioChecks checks = new ScenarioChecks();
        checks.run(scenario);
        return List.copyOf(checks.problems);
    }

    private void run(ScenarioBuilder scenario) {
        if (scenario.id.isBlank()) {
            error("BLANK_TEXT", "id", "the scenario has no id", "name it");
        }
        if (scenario.version < 1) {
            error("OUT_OF_RANGE", "version", "the version is " + scenario.version, "versions count from 1");
        }
        if (scenario.steps.isEmpty()) {
            error("NO_STEPS", "steps", "the scenario has no step", "give it at least one");
        }
        if (scenario.name != null) {
            checkText(scenario.name, "name");
        }
        if (scenario.thankYou != null) {
            checkText(scenario.thankYou.template(), "thankYou.template");
        }
        Set<String> earlier = new LinkedHashSet<>();
        Map<Object, Step> lastOfAnchor = new HashMap<>();
        Step before = null;
        for (int i = 0; i < scenario.steps.size(); i++) {
            Step step = scenario.steps.get(i);
            String path = "steps[" + i + "]";
            checkStep(step, path, earlier);
            if (before != null && step.stage().isBelow(before.stage())) {
                error(
                        "STAGE_DECREASES",
                        path + ".stage",
                        "step \"" + step.id() + "\" is " + step.stage() + " but follows \"" + before.id()
                                + "\", which is " + before.stage(),
                        "stages never go back along the list: move the step up, or give it at least " + before.stage());
            }
            if (step.isTimed()) {
                checkOrder(step, path, lastOfAnchor);
            }
            earlier.add(step.id());
            before = step;
        }
    }

    private void checkStep(Step step, String path, Set<String> earlier) {
        if (step.id().isBlank()) {
            error("BLANK_TEXT", path + ".id", "the step has no id", "name it");
        }
        if (earlier.contains(step.id())) {
            error(
                    "DUPLICATE_STEP",
                    path + ".id",
                    "there is another step \"" + step.id() + "\" in this scenario",
                    "give each step an id of its own");
        }
        if (step.actions().isEmpty()) {
            error(
                    "NO_ACTION",
                    path,
                    "step \"" + step.id() + "\" does nothing",
                    "let it send, raise a task, notify or escalate");
        }
        checkActions(step, path);
        if (step.minimum().sums().stream().anyMatch(m -> m.isNegative())) {
            error("OUT_OF_RANGE", path + ".minimum", "the minimum is " + step.minimum(), "a minimum is at least 0");
        }
        if (step.audience().isEmpty()) {
            error("OUT_OF_RANGE", path + ".audience", "the audience is empty", "name at least one contact role");
        }
        checkTiming(step, path, earlier);
        if (step.stage() == Stage.FORMAL_NOTICE) {
            checkSwitchedOff(step, path);
        }
    }

    private void checkActions(Step step, String path) {
        atMostOne(step, path + ".task", DunningAction.CreateTask.class, "raises two tasks");
        atMostOne(step, path + ".escalate", DunningAction.Escalate.class, "escalates twice");
        atMostOne(step, path + ".deliveryStop", DunningAction.RequestDeliveryStop.class, "stops deliveries twice");
        step.message().ifPresent(message -> {
            for (int i = 0; i < message.routes().size(); i++) {
                checkText(message.routes().get(i).template(), path + ".send[" + i + "].template");
            }
        });
        int notes = 0;
        for (DunningAction action : step.actions()) {
            if (action instanceof DunningAction.CreateTask task) {
                checkText(task.team(), path + ".task.team");
                checkText(task.text(), path + ".task.text");
            } else if (action instanceof DunningAction.Notify notify) {
                checkText(notify.recipient(), path + ".notify[" + notes + "].to");
                checkText(notify.text(), path + ".notify[" + notes + "].text");
                notes++;
            } else if (action instanceof DunningAction.Escalate escalate) {
                checkText(escalate.to(), path + ".escalate.to");
            } else if (action instanceof DunningAction.RequestDeliveryStop stop) {
                checkText(stop.text(), path + ".deliveryStop");
            }
        }
    }

    private void atMostOne(Step step, String path, Class<? extends DunningAction> kind, String what) {
        if (step.actions().stream().filter(kind::isInstance).count() > 1) {
            error("ACTION_TWICE", path, "step \"" + step.id() + "\" " + what, "keep one of them");
        }
    }

    private void checkText(String text, String path) {
        if (text.isBlank()) {
            error("BLANK_TEXT", path, "the text is blank", "write something");
        }
    }

    private void checkTiming(Step step, String path, Set<String> earlier) {
        if (!step.isTimed()) {
            error(
                    "MISSING_KEY",
                    path + ".when",
                    "step \"" + step.id() + "\" has no timing",
                    "say when, for example daysAfterDue: 5");
            return;
        }
        Timing timing = step.timing();
        boolean preventive = step.stage() == Stage.PREVENTIVE;
        if (timing instanceof Timing.DaysBeforeDue && !preventive) {
            error(
                    "TIMING_AND_STAGE",
                    path + ".when",
                    "step \"" + step.id() + "\" is " + step.stage() + " and due before the due date",
                    "only PREVENTIVE steps are: change the stage, or use daysAfterDue");
        }
        if (preventive && !(timing instanceof Timing.DaysBeforeDue) && !(timing instanceof Timing.DaysAfterIssue)) {
            error(
                    "TIMING_AND_STAGE",
                    path + ".when",
                    "step \"" + step.id() + "\" is PREVENTIVE and due " + timing,
                    "a preventive step leaves before the due date: use daysBeforeDue or daysAfterIssue");
        }
        if (timing instanceof Timing.DaysAfterDelivery delivery && !earlier.contains(delivery.step())) {
            error(
                    "UNKNOWN_STEP",
                    path + ".when.daysAfterDelivery.step",
                    "no step \"" + delivery.step() + "\" stands before \"" + step.id() + "\"",
                    earlier.isEmpty() ? "use another timing" : "name one of " + String.join(", ", earlier));
        }
        if (timing instanceof Timing.DaysAfterPrevious && earlier.isEmpty()) {
            error(
                    "UNKNOWN_STEP",
                    path + ".when",
                    "the first step \"" + step.id() + "\" has no step before it",
                    "use another timing");
        }
    }

    private void checkSwitchedOff(Step step, String path) {
        if (step.namedAudience().isPresent()
                && !step.audience().equals(List.of(io.relance.receivable.ContactRole.LEGAL_SEAT))) {
            problems.add(Problem.warning(
                    "NOTICE_AUDIENCE",
                    path + ".audience",
                    "the formal notice \"" + step.id() + "\" goes to " + step.audience(),
                    "LEGAL_SEAT is where a court looks for it"));
        }
        if (step.namedApproval().equals(java.util.Optional.of(false))) {
            problems.add(Problem.warning(
                    "NOTICE_APPROVAL",
                    path + ".approval",
                    "the formal notice \"" + step.id() + "\" leaves without a person's approval",
                    "set approval: true"));
        }
        if (step.proofOfDispatch() == ProofOfDispatch.NOT_REQUIRED) {
            problems.add(Problem.warning(
                    "NOTICE_PROOF",
                    path + ".proofOfDispatch",
                    "the formal notice \"" + step.id() + "\" needs no proof of dispatch",
                    "leave proofOfDispatch REQUIRED and use a channel that proves it"));
        }
    }

    private void checkOrder(Step step, String path, Map<Object, Step> lastOfAnchor) {
        Step before = lastOfAnchor.put(anchor(step.timing()), step);
        if (before != null && offset(step.timing()) < offset(before.timing())) {
            error(
                    "DATES_DECREASE",
                    path + ".when",
                    "step \"" + step.id() + "\" is due " + step.timing() + ", before \"" + before.id()
                            + "\" above it, which is due " + before.timing(),
                    "put the steps in the order of their dates");
        }
    }

    private static Object anchor(Timing timing) {
        if (timing instanceof Timing.DaysBeforeDue || timing instanceof Timing.DaysAfterDue) {
            return "due";
        }
        if (timing instanceof Timing.DaysAfterDelivery delivery) {
            return List.of("delivery", delivery.step());
        }
        // "after the previous step" has an anchor of its own each time
        return timing instanceof Timing.DaysAfterPrevious ? new Object() : timing.getClass();
    }

    private static int offset(Timing timing) {
        return timing instanceof Timing.DaysBeforeDue ? -timing.days() : timing.days();
    }

    private void error(String code, String path, String message, String remedy) {
        problems.add(Problem.error(code, path, message, remedy));
    }
}
