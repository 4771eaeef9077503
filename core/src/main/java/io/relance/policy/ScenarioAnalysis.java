package io.relance.policy;

import io.relance.action.DunningAction;
import io.relance.action.Stage;
import io.relance.rule.Condition;
import io.relance.rule.ConditionAnalysis;
import io.relance.scenario.Entry;
import io.relance.scenario.Problem;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.scenario.Timing;
import io.relance.time.DayRoll;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Steps that are never taken, come too soon, or leave invoices without a reminder. Paths are relative to the scenario. */
final class ScenarioAnalysis {
    private final Scenario scenario;
    private final List<Step> steps;
    private final StepTimes times;
    private final int cap;
    private final List<Problem> findings = new ArrayList<>();
    private final Set<String> unreachable = new HashSet<>();

    private ScenarioAnalysis(Scenario scenario, Policy policy) {
        this.scenario = scenario;
        this.steps = scenario.steps();
        this.times = StepTimes.of(scenario, policy.dueDateRoll() == DayRoll.NONE);
        this.cap = policy.contactCapDays();
    }

    static List<Problem> of(Scenario scenario, Policy policy) {
        ScenarioAnalysis analysis = new ScenarioAnalysis(scenario, policy);
        analysis.findUnreachable();
        analysis.findMissingReminder();
        analysis.findNarrowReminders();
        analysis.findGaps();
        return analysis.findings;
    }

    private void findUnreachable() {
        Step end = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String path = "steps[" + i + "]";
            Optional<Condition> condition = step.condition();
            if (condition.isPresent() && ConditionAnalysis.canNeverBeTrue(times.together(step, condition.get()))) {
                unreachable(
                        step,
                        path + ".if",
                        "it is due " + step.timing() + ", and never then " + condition.get(),
                        "change the condition or the timing");
            } else if (step.timing() instanceof Timing.DaysAfterDelivery delivery
                    && unreachable.contains(delivery.step())) {
                unreachable(
                        step,
                        path + ".when",
                        "it waits for \"" + delivery.step() + "\", which is never executed",
                        "let it wait for another step");
            } else if (end != null && !(step.timing() instanceof Timing.DaysAfterBrokenPromise)) {
                unreachable(
                        step,
                        path,
                        "\"" + end.id() + "\" before it hands every invoice over",
                        "move it up, or give \"" + end.id() + "\" a condition");
            }
            // an invoice seen late may enter behind the hand-over
            if (end == null && handsOver(step) && condition.isEmpty() && scenario.entry() == Entry.FROM_START) {
                end = step;
            }
        }
    }

    private static boolean handsOver(Step step) {
        return step.actions().stream().anyMatch(DunningAction.Escalate.class::isInstance);
    }

    private void unreachable(Step step, String path, String why, String remedy) {
        unreachable.add(step.id());
        findings.add(Problem.warning(
                "STEP_UNREACHABLE", path, "step \"" + step.id() + "\" is never executed: " + why, remedy));
    }

    private void findMissingReminder() {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (reminds(step)) {
                return;
            }
            if (Stage.AMICABLE.isBelow(step.stage())) {
                findings.add(Problem.warning(
                        "NOTICE_BEFORE_REMINDER",
                        "steps[" + i + "].stage",
                        "step \"" + step.id() + "\" is " + step.stage() + " and no step before it reminds"
                                + (scenario.allowColdEscalation()
                                        ? ""
                                        : "; it is never executed as long as allowColdEscalation is false"),
                        "put an AMICABLE step with a message or a task before it"));
                return;
            }
        }
    }

    /** Whether it can count as the reminder that a formal notice needs: its message handed over, or its call made. */
    private boolean reminds(Step step) {
        return step.stage() == Stage.AMICABLE
                && !unreachable.contains(step.id())
                && (step.message().isPresent() || step.task().isPresent());
    }

    private void findNarrowReminders() {
        List<Condition> reminded = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (reminds(step)) {
                if (times.always(step)) {
                    return;
                }
                reminded.add(step.condition().orElseThrow());
            } else if (Stage.AMICABLE.isBelow(step.stage())
                    && !reminded.isEmpty()
                    && !unreachable.contains(step.id())
                    && isWider(step, reminded)) {
                findings.add(Problem.warning(
                        "AMICABLE_NARROWER",
                        "steps[" + i + "]" + (step.condition().isPresent() ? ".if" : ""),
                        "step \"" + step.id() + "\" (" + step.stage() + ") is "
                                + step.condition().map(c -> "for when " + c).orElse("for every invoice")
                                + ", but every AMICABLE step is for fewer: " + new Condition.Any(reminded),
                        "give one AMICABLE step no condition, or this step a narrower one"));
                return;
            }
        }
    }

    private boolean isWider(Step step, List<Condition> reminded) {
        Optional<Condition> own = step.condition();
        if (own.isEmpty() || times.always(step)) {
            return true;
        }
        return reminded.stream().allMatch(condition -> ConditionAnalysis.implies(condition, own.get()))
                && !ConditionAnalysis.implies(times.together(step, own.get()), new Condition.Any(reminded));
    }

    private void findGaps() {
        for (int i = 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.message().isEmpty() || !step.stage().isBelow(Stage.FORMAL_NOTICE)) {
                continue;
            }
            for (int j = i - 1; j >= 0; j--) {
                Step before = steps.get(j);
                Optional<Integer> gap =
                        before.message().isPresent() && mayBothLeave(before, step) ? times.gap(j, i) : Optional.empty();
                if (gap.isPresent() && gap.get() < cap) {
                    findings.add(Problem.warning(
                            "GAP_BELOW_CAP",
                            "steps[" + i + "].when",
                            "step \"" + step.id() + "\" is due " + days(gap.get()) + " after \"" + before.id()
                                    + "\", but the contact cap keeps messages " + days(cap)
                                    + " apart: it leaves later than written",
                            "leave at least " + days(cap) + " between them, or lower the contact cap"));
                    break;
                }
            }
        }
    }

    private static boolean mayBothLeave(Step before, Step step) {
        return before.condition().isEmpty()
                || step.condition().isEmpty()
                || !ConditionAnalysis.canNeverBeTrue(new Condition.All(
                        List.of(before.condition().get(), step.condition().get())));
    }

    private static String days(int days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
