package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.account.StepState;
import io.relance.action.ScenarioRef;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Effect;
import io.relance.rule.RuleEffect;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which scenario a receivable follows: its own, else its customer's, else what rules assign, else the policy's (SEMANTICS 6).
 * What a person chose goes before what the books say. The instalments of a plan follow its invoices where these agree.
 */
final class ScenarioChoice {
    private record Wanted(String id, boolean byPerson, String source) {}

    private final Work work;
    /** What receivables follow that have nothing of their own. */
    private final Optional<Wanted> ofAccount;

    ScenarioChoice(Work work) {
        this.work = work;
        this.ofAccount = ofAccount();
    }

    void choose(Item item) {
        Optional<Wanted> wanted = wanted(item);
        Optional<ScenarioRef> bound = item.progress.scenario();
        if (bound.isPresent() && keepsBound(item, wanted, bound.get())) {
            item.scenario = work.policy.scenario(bound.get().id()).orElse(null);
            if (item.scenario != null) {
                return;
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Optional<Scenario> scenario = work.policy.scenario(wanted.get().id());
        if (scenario.isEmpty()) {
            item.noScenario = wanted.get().source() + " names the scenario \""
                    + wanted.get().id() + "\", which the policy does not have";
            return;
        }
        item.scenario = scenario.get();
        if (bound.isPresent() && !bound.get().id().equals(scenario.get().id())) {
            change(item, scenario.get());
        }
    }

    private boolean keepsBound(Item item, Optional<Wanted> wanted, ScenarioRef bound) {
        if (wanted.isEmpty()) {
            return false;
        }
        if (wanted.get().id().equals(bound.id()) || item.blocking().isPresent()) {
            return true;
        }
        return !wanted.get().byPerson() && hasExecuted(item) && isCoolingDown(item);
    }

    private boolean isCoolingDown(Item item) {
        return cooldownEnd(work, item).filter(work.today::isBefore).isPresent();
    }

    /** The first day on which rules or books may change the scenario again. */
    static Optional<LocalDate> cooldownEnd(Work work, Item item) {
        return item.progress.rebound().map(day -> day.plusDays(work.policy.rebindCooldown()));
    }

    private static boolean hasExecuted(Item item) {
        return item.progress.steps().stream().anyMatch(step -> step.state() == StepState.DONE);
    }

    private void change(Item item, Scenario to) {
        var changed = item.progress.toBuilder()
                .bound(to.ref(), to.steps().stream().map(step -> step.id()).toList());
        item.progress = (hasExecuted(item) ? changed.rebound(work.today).entryStep(null) : changed.unseen()).build();
    }

    private Optional<Wanted> wanted(Item item) {
        Optional<Wanted> own = own(item);
        if (own.isEmpty() && item.instalmentOf.isPresent()) {
            own = ofPlan(item.instalmentOf.get());
        }
        return own.isPresent() ? own : ofAccount;
    }

    private Optional<Wanted> ofAccount() {
        return work.memory()
                .scenario()
                .map(id -> new Wanted(id, true, "a person's choice for the customer"))
                .or(() -> work.customer.scenario().map(id -> new Wanted(id, false, "the customer")))
                .or(this::byRule)
                .or(() -> work.policy.defaultScenario().map(id -> new Wanted(id, false, "the policy")));
    }

    private Optional<Wanted> own(Item item) {
        Map<ReceivableId, String> chosen = work.memory().receivableScenarios();
        String byPerson = chosen.isEmpty() ? null : chosen.get(item.id());
        if (byPerson != null) {
            return Optional.of(new Wanted(byPerson, true, "a person's choice for the invoice"));
        }
        return item.books.receivable().scenario().map(id -> new Wanted(id, false, "the invoice"));
    }

    /** What all invoices of a plan that are still owed have for their own, their instalments have. */
    private Optional<Wanted> ofPlan(InstalmentPlan plan) {
        List<Optional<Wanted>> all = plan.receivables().stream()
                .flatMap(id -> work.item(id).stream())
                .filter(Item::isOpen)
                .map(this::own)
                .toList();
        boolean agree = all.stream().map(own -> own.map(Wanted::id)).distinct().count() == 1;
        boolean byPeople =
                all.stream().allMatch(own -> own.filter(Wanted::byPerson).isPresent());
        return agree
                ? all.get(0).map(own -> new Wanted(own.id(), byPeople, "the invoices of the plan"))
                : Optional.empty();
    }

    private Optional<Wanted> byRule() {
        for (RuleEffect ruled : work.rules().inForce()) {
            if (ruled.effect() instanceof Effect.AssignScenario assign) {
                return Optional.of(new Wanted(assign.scenarioId(), false, "rule \"" + ruled.ruleId() + "\""));
            }
        }
        return Optional.empty();
    }
}
