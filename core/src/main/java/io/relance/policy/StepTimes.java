package io.relance.policy;

import io.relance.action.Stage;
import io.relance.rule.Condition;
import io.relance.rule.ConditionAnalysis;
import io.relance.rule.Conditions;
import io.relance.rule.Facts;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.scenario.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When the steps of a scenario are nominally due, and what that says about an invoice on such a day. */
final class StepTimes {
    /** Days after (before: negative) an anchor that steps have in common. */
    private record Nominal(String anchor, int days) {}

    private static final String DUE = "due";
    private static final String ISSUE = "issue";
    private static final String PROMISE = "promise";

    private final List<Nominal> nominal;
    private final boolean dueDatesStay;

    private StepTimes(List<Nominal> nominal, boolean dueDatesStay) {
        this.nominal = nominal;
        this.dueDatesStay = dueDatesStay;
    }

    static StepTimes of(Scenario scenario, boolean dueDatesStay) {
        List<Nominal> list = new ArrayList<>();
        Map<String, Nominal> byStep = new HashMap<>();
        Nominal before = new Nominal(DUE, 0);
        for (Step step : scenario.steps()) {
            Timing timing = step.timing();
            if (timing instanceof Timing.DaysBeforeDue) {
                before = new Nominal(DUE, -timing.days());
            } else if (timing instanceof Timing.DaysAfterDue) {
                before = new Nominal(DUE, timing.days());
            } else if (timing instanceof Timing.DaysAfterIssue) {
                before = new Nominal(ISSUE, timing.days());
            } else if (timing instanceof Timing.DaysAfterPrevious) {
                before = new Nominal(before.anchor(), before.days() + timing.days());
            } else if (timing instanceof Timing.DaysAfterDelivery delivery) {
                Nominal awaited = byStep.getOrDefault(delivery.step(), before);
                before = new Nominal(awaited.anchor(), awaited.days() + timing.days());
            } else {
                before = new Nominal(PROMISE, timing.days());
            }
            list.add(before);
            byStep.put(step.id(), before);
        }
        return new StepTimes(list, dueDatesStay);
    }

    /** The days from step {@code earlier} to step {@code later} as written; empty when their anchors differ. */
    Optional<Integer> gap(int earlier, int later) {
        Nominal from = nominal.get(earlier);
        Nominal to = nominal.get(later);
        return from.anchor().equals(to.anchor()) ? Optional.of(to.days() - from.days()) : Optional.empty();
    }

    /** Whether its condition holds on every day on which it can be due. */
    boolean always(Step step) {
        return step.condition().isEmpty()
                || ConditionAnalysis.implies(
                        new Condition.All(known(step)), step.condition().get());
    }

    /** {@code condition} together with what is known of an invoice when {@code step} is due. */
    Condition together(Step step, Condition condition) {
        List<Condition> all = new ArrayList<>(known(step));
        all.add(condition);
        return new Condition.All(all);
    }

    /** Steps leave on their day or later, preventive ones before the due date, all others after it. */
    private List<Condition> known(Step step) {
        List<Condition> known = new ArrayList<>();
        known.add(Conditions.known(Facts.INVOICE_DAYS_LATE));
        if (dueDatesStay && step.stage() == Stage.PREVENTIVE) {
            known.add(Conditions.fact(Facts.INVOICE_DAYS_LATE).atMost(-1));
        } else if (dueDatesStay) {
            // a step after the previous one may come sooner than added up, when that one is not executed
            int least = step.timing() instanceof Timing.DaysAfterDue due ? due.days() : 1;
            known.add(Conditions.fact(Facts.INVOICE_DAYS_LATE).atLeast(least));
        }
        if (step.timing() instanceof Timing.DaysAfterIssue && step.stage() != Stage.PREVENTIVE) {
            known.add(Conditions.fact(Facts.INVOICE_AGE).atLeast(step.timing().days()));
        }
        return known;
    }
}
