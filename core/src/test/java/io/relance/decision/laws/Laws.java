package io.relance.decision.laws;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.account.TaskState;
import io.relance.action.Stage;
import io.relance.decision.laws.History.Sent;
import io.relance.plan.Decision;
import io.relance.plan.PlannedAction;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** The laws of SEMANTICS 6, each as a function that lists what breaks it. */
final class Laws {
    private Laws() {}

    /** L1: the second decision of a day, after hand-overs that were all accepted, does nothing. */
    static List<String> decidingAgainDoesNothing(History history) {
        List<String> broken = new ArrayList<>();
        for (History.Made made : history.decisions) {
            if (made.again() && !made.decision().actions().isEmpty()) {
                broken.add(World.date(made.day()) + " again: " + made.decision().actions());
            }
        }
        return broken;
    }

    /** L2: no step of an invoice and cycle is executed twice, and what is executed stays so. */
    static List<String> noStepIsExecutedTwice(History history) {
        List<String> broken = new ArrayList<>();
        Map<String, StepExecution> executed = new HashMap<>();
        for (int day = 0; day < history.evenings.size(); day++) {
            for (ReceivableProgress progress :
                    history.evenings.get(day).progress().values()) {
                for (StepExecution step : progress.steps()) {
                    String key = progress.receivable() + "/" + progress.cycle() + "/" + step.key();
                    StepExecution before = executed.get(key);
                    if (before != null
                            && !(step.state() == StepState.DONE && step.on().equals(before.on()))) {
                        broken.add(World.date(day) + " " + key + " was done on " + before.on() + ", is " + step);
                    }
                    if (step.state() == StepState.DONE) {
                        executed.put(key, step);
                    }
                }
            }
        }
        Map<String, Sent> carried = new HashMap<>();
        for (Sent sent : history.dunning()) {
            for (MessageLine line : sent.message().lines()) {
                Optional<String> key = executedBy(sent, line);
                Sent before = key.map(k -> carried.put(k, sent)).orElse(null);
                if (before != null) {
                    broken.add(key.get() + " was executed by " + before.message() + " and by " + sent.message());
                }
            }
        }
        return broken;
    }

    private static Optional<String> executedBy(Sent sent, MessageLine line) {
        DunningCase after = sent.after();
        ReceivableProgress progress = after.progressOf(line.receivable());
        return line.stepKey()
                .filter(key -> progress.step(key)
                        .filter(step ->
                                step.state() == StepState.DONE && step.message().equals(Optional.of(sent.id())))
                        .isPresent())
                .map(key -> progress.receivable() + "/" + progress.cycle() + "/" + key);
    }

    /** L3: within a cycle the stages of the executed steps never decrease. */
    static List<String> stagesNeverDecrease(History history) {
        List<String> broken = new ArrayList<>();
        Map<String, Stage> reached = new HashMap<>();
        Map<String, LocalDate> on = new HashMap<>();
        for (DunningCase evening : history.evenings) {
            for (ReceivableProgress progress : evening.progress().values()) {
                String key = progress.receivable() + "/" + progress.cycle();
                progress.steps().stream()
                        .filter(step -> step.state() == StepState.DONE)
                        .sorted(java.util.Comparator.comparing(StepExecution::on))
                        .forEach(step -> {
                            Stage before = reached.get(key);
                            LocalDate last = on.get(key);
                            if (before != null
                                    && last != null
                                    && step.on().isAfter(last)
                                    && step.step().stage().isBelow(before)) {
                                broken.add(key + ": " + step + " after " + before + " on " + last);
                            }
                            if (last == null || !step.on().isBefore(last)) {
                                reached.put(key, step.step().stage());
                                on.put(key, step.on());
                            }
                        });
            }
        }
        return broken;
    }

    /** L4: no message claims principal of an invoice whose open amount is within tolerance when it leaves. */
    static List<String> nothingPaidIsClaimed(History history) {
        List<String> broken = new ArrayList<>();
        for (Sent sent : history.dunning()) {
            for (MessageLine line : sent.message().lines()) {
                Optional<OpenItem> item = sent.books()
                        .asOf(World.date(sent.day()), history.scene.policy.tolerance())
                        .item(line.receivable());
                boolean isInstalment = line.receivable().value().contains("/");
                if (isInstalment) {
                    continue;
                }
                Money open = item.map(OpenItem::open).orElse(null);
                if (open == null
                        || history.scene.policy.tolerance().covers(open)
                        || line.amount().isGreaterThan(open)) {
                    broken.add(World.date(sent.day()) + " " + line + " of " + sent.id() + ", open " + open);
                }
            }
        }
        return broken;
    }

    /** L7, everywhere: nothing leaves on a day that is not a sending day; notes to teams go by the days of the creditor. */
    static List<String> onlySendingDays(History history) {
        return history.sent.stream()
                .filter(sent -> !(sent.message().isForCustomer() ? history.scene.sending() : Scene.HOME)
                        .isBusinessDay(World.date(sent.day())))
                .map(sent -> World.date(sent.day()) + " " + sent.message())
                .toList();
    }

    /**
     * L7, everywhere: a message below {@code FORMAL_NOTICE} lies at least the cap after whatever left before; and no person
     * gets more messages in a week than the ceiling.
     */
    static List<String> capIsKept(History history) {
        List<String> broken = new ArrayList<>();
        List<Sent> sent = history.dunning();
        int cap = history.scene.policy.contactCapDays();
        for (int i = 0; i < sent.size(); i++) {
            Sent later = sent.get(i);
            int inWeek = 1;
            for (int j = 0; j < i; j++) {
                int apart = later.day() - sent.get(j).day();
                if (later.message().stage().isBelow(Stage.FORMAL_NOTICE) && apart < cap) {
                    broken.add(World.date(later.day()) + " " + later.message() + " only " + apart + " days after "
                            + sent.get(j).message());
                }
                inWeek += apart < 7 ? 1 : 0;
            }
            if (history.scene.world.terms().person() == 1 && inWeek > history.scene.policy.personCeiling()) {
                broken.add(World.date(later.day()) + " the " + inWeek + "th message of a week: " + later.message());
            }
        }
        return broken;
    }

    /** L7: each invoice executes at most one step a day. */
    static List<String> oneStepADay(History history) {
        List<String> broken = new ArrayList<>();
        for (int day = 0; day < history.evenings.size(); day++) {
            LocalDate date = World.date(day);
            for (ReceivableProgress progress :
                    history.evenings.get(day).progress().values()) {
                List<StepExecution> today = progress.steps().stream()
                        .filter(step ->
                                step.state() == StepState.DONE && step.on().equals(date))
                        .toList();
                if (today.size() > 1) {
                    broken.add(date + " " + progress.receivable() + ": " + today);
                }
            }
        }
        return broken;
    }

    /** L8: what is done, and when, is the same. */
    static List<String> sameActions(History one, History other) {
        if (one.done.equals(other.done)) {
            return List.of();
        }
        int i = 0;
        while (i < one.done.size() && i < other.done.size() && one.done.get(i).equals(other.done.get(i))) {
            i++;
        }
        return List.of("the histories part at\n  "
                + (i < one.done.size() ? one.done.get(i) : "the end") + "\nand\n  "
                + (i < other.done.size() ? other.done.get(i) : "the end"));
    }

    /**
     * L6: one invoice; every step executed by a day after a gap was executed by then without the gap, unless a courtesy left
     * that the gap let expire.
     */
    static List<String> aGapGetsNothingAhead(History withoutGap, History withGap) {
        Map<String, StepExecution> daily = lastSteps(withoutGap);
        Map<String, StepExecution> late = lastSteps(withGap);
        boolean courtesyMissed = daily.values().stream()
                .anyMatch(step -> step.step().stage() == Stage.PREVENTIVE
                        && step.state() == StepState.DONE
                        && !isDone(late.get(step.key())));
        List<String> broken = new ArrayList<>();
        if (!courtesyMissed) {
            late.forEach((key, step) -> {
                StepExecution before = daily.get(key);
                if (isDone(step) && !(isDone(before) && !before.on().isAfter(step.on()))) {
                    broken.add("after the gap " + step + ", day by day " + before);
                }
            });
        }
        return broken;
    }

    private static boolean isDone(@org.jspecify.annotations.Nullable StepExecution step) {
        return step != null && step.state() == StepState.DONE;
    }

    private static Map<String, StepExecution> lastSteps(History history) {
        Map<String, StepExecution> steps = new HashMap<>();
        history.evenings
                .get(history.evenings.size() - 1)
                .progress()
                .values()
                .forEach(progress -> progress.steps().forEach(step -> steps.put(step.key(), step)));
        return steps;
    }

    /** L9: the same, whatever the order in which lists are given. */
    static List<String> orderDoesNotMatter(History history, Decider decider, long seed) {
        List<String> broken = new ArrayList<>();
        java.util.Random random = new java.util.Random(seed);
        for (History.Made made : history.decisions) {
            Decision one = made.decision();
            Decision other =
                    decider.decide(Shuffled.of(made.snapshot(), random), history.scene.policy, World.date(made.day()));
            if (!one.actions().equals(other.actions())) {
                broken.add(World.date(made.day()) + " " + one.actions() + "\nand " + other.actions());
            } else if (!one.items().equals(other.items())) {
                broken.add(World.date(made.day()) + " " + one.items() + "\nand " + other.items());
            } else if (!one.rules().equals(other.rules()) || !one.nextReview().equals(other.nextReview())) {
                broken.add(World.date(made.day()) + " " + one.nextReview() + " and " + other.nextReview());
            }
        }
        return broken;
    }

    /** For every review that no change of books or case had caused: whether anything came out otherwise than the day before. */
    static List<Boolean> reviewsThatFoundSomething(History daily, History onReview) {
        Map<Integer, String> evening = new HashMap<>();
        daily.decisions.forEach(made -> evening.put(made.day(), seen(made.decision())));
        List<Boolean> found = new ArrayList<>();
        for (History.Made made : onReview.decisions) {
            if (!made.again() && !made.changed() && made.day() > 0) {
                found.add(!made.decision().actions().isEmpty()
                        || RequestedIncidents.callsFor(made.decision().memory(), World.date(made.day()))
                        || !seen(made.decision()).equals(evening.get(made.day() - 1)));
            }
        }
        return found;
    }

    private static String seen(Decision decision) {
        StringBuilder seen = new StringBuilder();
        decision.items()
                .forEach(item -> seen.append(item.receivable())
                        .append(item.kind())
                        .append(item.reason())
                        .append(item.alsoReasons())
                        .append('\n'));
        return seen.append(decision.rules()).toString();
    }

    /** What was sent and raised, in the words of {@link NaiveDecider}. */
    static List<String> inNaiveWords(History history) {
        List<String> words = new ArrayList<>();
        for (Sent sent : history.dunning()) {
            Map<String, String> lines = new TreeMap<>();
            for (MessageLine line : sent.message().lines()) {
                lines.put(
                        line.receivable().value(),
                        line.amount().getAmountMinorLong()
                                + line.carried().map(step -> " " + step.step()).orElse(""));
            }
            words.add(
                    World.date(sent.day()) + " stage " + sent.message().stage().ordinal() + " lead "
                            + sent.message().lead() + " " + lines);
        }
        for (History.Made made : history.decisions) {
            for (PlannedAction action : made.decision().actions()) {
                task(action)
                        .flatMap(task -> task.step()
                                .map(step -> World.date(made.day()) + " task " + step.step() + " "
                                        + task.receivables().stream()
                                                .map(id -> id.value())
                                                .sorted()
                                                .collect(Collectors.joining(" "))))
                        .ifPresent(words::add);
            }
        }
        return words;
    }

    private static Optional<TaskState> task(PlannedAction action) {
        if (action instanceof PlannedAction.RaisedTask raised) {
            return Optional.of(raised.task());
        }
        return action instanceof PlannedAction.ExtendedTask extended ? Optional.of(extended.task()) : Optional.empty();
    }

    /** L2, L3, L6 to L8 at once, for the core: the same actions on the same days as by {@link NaiveDecider}. */
    static List<String> asDecidedNaively(World world, History history, boolean withGaps) {
        List<String> naive = new ArrayList<>(NaiveDecider.run(world, withGaps));
        List<String> real = new ArrayList<>(inNaiveWords(history));
        Collections.sort(naive);
        Collections.sort(real);
        int i = 0;
        while (i < naive.size() && i < real.size() && naive.get(i).equals(real.get(i))) {
            i++;
        }
        return i == naive.size() && i == real.size()
                ? List.of()
                : List.of("naive: " + (i < naive.size() ? naive.get(i) : "nothing") + "\nreal:  "
                        + (i < real.size() ? real.get(i) : "nothing"));
    }
}
