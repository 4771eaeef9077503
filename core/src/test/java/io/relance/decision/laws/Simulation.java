package io.relance.decision.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.decision.CaseUpdates;
import io.relance.decision.Recheck;
import io.relance.delivery.MessageId;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.PlannedAction;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Lets a {@link World} happen, day by day, as a host and its people would: books change, somebody decides, messages leave. */
final class Simulation {
    /** When a decision is made, and when messages are handed over. */
    enum Running {
        /** Every day. */
        EVERY_DAY,
        /** On review dates, and when books or case have changed. */
        ON_REVIEW,
        /** Every day but those of the world's gaps, on which nothing runs; people go on approving and recording. */
        WITH_GAPS,
        /** Decisions every day; on the days of the gaps nothing is handed over. */
        WITH_SILENT_CHANNELS
    }

    private final Scene scene;
    private final Decider decider;
    private final Running running;
    private final Incidents incidents;
    private final History history;
    private DunningCase memory;
    private AccountLedger ledger;
    private boolean changed = true;
    private int today;

    private Simulation(Scene scene, Decider decider, Running running) {
        this.scene = scene;
        this.decider = decider;
        this.running = running;
        this.incidents = new Incidents(scene);
        this.history = new History(scene);
        this.ledger = scene.ledger(-1);
        this.memory = DunningCase.empty(new AccountId(Scene.CREDITOR, scene.customer.id()));
    }

    static History run(World world, Running running) {
        return run(world, Decider.REAL, running);
    }

    static History run(World world, Decider decider, Running running) {
        Simulation simulation = new Simulation(new Scene(world), decider, running);
        for (int day = 0; day < World.DAYS; day++) {
            simulation.day(day);
        }
        return simulation.history;
    }

    private void day(int day) {
        today = day;
        if (scene.booksChange(day) || day == 0) {
            ledger = scene.ledger(day);
            changed = true;
        }
        become(incidents.morning(memory, ledger, day));
        people(1);
        lateNews();
        if (runs()) {
            decide(false);
            people(0);
            if (running != Running.WITH_SILENT_CHANNELS || !scene.world.isGap(day)) {
                handOver();
            }
            if (changed) {
                decide(true);
            }
        }
        history.evenings.add(memory);
    }

    private void become(DunningCase now) {
        changed |= !now.equals(memory);
        memory = now;
    }

    private LocalDate date() {
        return World.date(today);
    }

    private boolean runs() {
        return switch (running) {
            case EVERY_DAY, WITH_SILENT_CHANNELS -> true;
            case WITH_GAPS -> !scene.world.isGap(today);
            case ON_REVIEW ->
                changed
                        || memory.nextReview()
                                .filter(day -> !day.isAfter(date()))
                                .isPresent();
        };
    }

    private void decide(boolean again) {
        AccountSnapshot snapshot = new AccountSnapshot(ledger, memory);
        Decision decision = decider.decide(snapshot, scene.policy, date());
        history.decisions.add(new History.Made(today, snapshot, decision, changed, again));
        decision.actions().forEach(action -> history.note(today, action));
        memory = decision.memory();
        changed = false;
    }

    /** People look at proposals and tasks that have lain for as long as they like, but for {@code least} days. */
    private void people(int least) {
        World.Habits habits = scene.world.habits();
        for (MessageState message : memory.messages()) {
            if (message.status() == MessageState.Status.AWAITING_APPROVAL) {
                int habit = pick(habits.approvals(), message.id().value());
                int delay = habit < 0 ? 2 : habit;
                if (habit != -1 && delay >= least && isPast(message.on(), delay)) {
                    become(
                            habit >= 0
                                    ? CaseUpdates.approved(memory, message.id(), date())
                                    : CaseUpdates.rejected(memory, message.id(), date(), habit == -3, "not so"));
                    history.done.add(new History.Done(today, "answered " + message.id() + " " + habit));
                }
            }
        }
        for (TaskState task : memory.tasks()) {
            int delay = pick(habits.tasks(), task.id());
            if (task.isOpen() && delay >= least && isPast(task.raised(), delay)) {
                become(CaseUpdates.taskCompleted(memory, task.id(), date(), "DONE"));
            }
        }
    }

    private boolean isPast(LocalDate since, int delay) {
        return !date().isBefore(since.plusDays(delay));
    }

    private static int pick(List<Integer> habits, String id) {
        return habits.get(Math.floorMod(id.hashCode(), habits.size()));
    }

    /** What channels report later: returns, and the outcome of what was in doubt. */
    private void lateNews() {
        for (MessageState message : memory.messages()) {
            int delivery = pick(scene.world.habits().deliveries(), message.id().value());
            if (delivery == 1
                    && message.status() == MessageState.Status.ACCEPTED
                    && message.on().plusDays(2).equals(date())) {
                become(CaseUpdates.bounced(memory, message.id(), date()));
            }
            if (delivery == 3 && message.status() == MessageState.Status.IN_DOUBT && isPast(message.on(), 3)) {
                apply(message.id());
            }
        }
    }

    private void apply(MessageId id) {
        CaseUpdates.Applied applied =
                CaseUpdates.handedOver(new AccountSnapshot(ledger, memory), scene.policy, id, date());
        become(applied.memory());
        applied.actions().forEach(action -> history.note(today, action));
    }

    private void handOver() {
        for (MessageState planned : memory.messages()) {
            if (memory.message(planned.id())
                    .filter(m -> m.status() == MessageState.Status.READY)
                    .isPresent()) {
                handOver(planned.id());
            }
        }
    }

    private void handOver(MessageId id) {
        AccountSnapshot snapshot = new AccountSnapshot(ledger, memory);
        Optional<MessageState> leaving = recheck(snapshot, id);
        if (leaving.isEmpty()) {
            return;
        }
        DunningCase before = memory;
        int delivery = pick(scene.world.habits().deliveries(), id.value());
        switch (delivery) {
            case 2 -> become(CaseUpdates.failed(memory, id, date(), "refused"));
            case 3 -> become(CaseUpdates.inDoubt(memory, id, date(), "no answer"));
            default -> apply(id);
        }
        history.done.add(new History.Done(today, (delivery == 2 ? "failed " : "sent ") + leaving.get()));
        if (delivery != 2) {
            history.sent.add(new History.Sent(today, leaving.get(), ledger, before, memory));
        }
    }

    private Optional<MessageState> recheck(AccountSnapshot snapshot, MessageId id) {
        boolean leaves;
        MessageState message;
        if (decider == Decider.REAL) {
            Recheck recheck = Recheck.of(snapshot, scene.policy, date(), id);
            become(recheck.decision().memory());
            recheck.decision().actions().forEach(action -> history.note(today, action));
            leaves = recheck.verdict() == Recheck.Verdict.GO;
            message = recheck.message();
        } else {
            Decision decision = decider.decide(snapshot, scene.policy, date());
            become(decision.memory());
            decision.actions().forEach(action -> history.note(today, action));
            message = memory.message(id).orElseThrow();
            leaves = message.status() == MessageState.Status.READY
                    && (message.kind() != MessageState.Kind.DUNNING
                            ? scene.sending().isBusinessDay(date())
                            : isNamed(decision, id));
        }
        assertThat(message.id()).isEqualTo(id);
        return leaves ? Optional.of(message) : Optional.empty();
    }

    private static boolean isNamed(Decision decision, MessageId id) {
        return decision.items().stream()
                .anyMatch(item -> item.kind() == ItemOutcome.Kind.MESSAGE
                        && item.message().equals(Optional.of(id)));
    }

    /** The planned actions of a day that make a message known, or change it. */
    static boolean isAboutMessage(PlannedAction action) {
        return action instanceof PlannedAction.NewMessage
                || action instanceof PlannedAction.ChangedMessage
                || action instanceof PlannedAction.CancelledMessage;
    }
}
