package io.relance.decision.laws;

import io.relance.account.AccountSnapshot;
import io.relance.account.Dispute;
import io.relance.account.Hold;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PromiseToPay;
import io.relance.action.Stage;
import io.relance.action.StepRef;
import io.relance.money.Tolerance;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Movement;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** L5: one payment or credit matched to an invoice, or one promise, dispute or hold on it, more on a day. */
final class MoreOnOne {
    /** What is added. */
    enum Added {
        PAYMENT,
        CREDIT,
        PROMISE,
        DISPUTE,
        HOLD
    }

    private final int day;
    private final AccountSnapshot snapshot;
    private final Decision before;
    private final ItemOutcome item;
    private final Decider decider;
    private final Policy policy;

    private MoreOnOne(History.Made made, ItemOutcome item, Decider decider, Policy policy) {
        this.decider = decider;
        this.policy = policy;
        this.day = made.day();
        this.snapshot = made.snapshot();
        this.before = made.decision();
        this.item = item;
    }

    /** What breaks the law in the first decisions of a history, asked again with something added on one invoice. */
    static List<String> broken(History history, Decider decider) {
        List<String> broken = new ArrayList<>();
        Policy policy = history.scene.policy;
        for (History.Made made : history.decisions) {
            List<ItemOutcome> open = made.decision().items().stream()
                    .filter(i -> i.open().isPositive() && i.instalmentOf().isEmpty())
                    .toList();
            if (made.again() || open.isEmpty()) {
                continue;
            }
            MoreOnOne law = new MoreOnOne(made, open.get(made.day() % open.size()), decider, policy);
            if (law.leftForEver(made.snapshot().ledger()) > 0) {
                Added added = Added.values()[made.day() / 7 % Added.values().length];
                int percent = made.day() % 3 == 0 ? 40 : 100;
                Decision after = decider.decide(law.with(added, percent), policy, World.date(made.day()));
                law.compare(after)
                        .forEach(what -> broken.add(World.date(made.day()) + " " + added + " " + percent + " % on "
                                + law.item.receivable() + ": " + what));
            }
        }
        return broken;
    }

    /** What is open on the invoice today and ever after, whatever the books hold already that is dated later. */
    private long leftForEver(AccountLedger books) {
        long left = books.asOf(World.date(day), Tolerance.NONE)
                .item(item.receivable())
                .map(inBooks -> inBooks.open().getAmountMinorLong())
                .orElse(0L);
        long least = left;
        for (Movement movement : books.movements(item.receivable())) {
            if (movement.effective().isAfter(World.date(day))) {
                left -= movement.amount().getAmountMinorLong();
                least = Math.min(least, left);
            }
        }
        return least;
    }

    private AccountSnapshot with(Added added, int percent) {
        ReceivableId id = item.receivable();
        LocalDate today = World.date(day);
        Money part = Money.ofMinor(
                item.open().getCurrencyUnit(), Math.max(1, leftForEver(snapshot.ledger()) * percent / 100));
        DocumentId document = new DocumentId("X");
        AccountLedger.Builder books = snapshot.ledger().toBuilder();
        var memory = snapshot.memory().toBuilder();
        switch (added) {
            case PAYMENT ->
                books.payment(new Payment(document, today, part, Scene.at(day, 10)))
                        .allocation(new Allocation(Allocation.Source.PAYMENT, document, id, part, Optional.empty()));
            case CREDIT ->
                books.creditNote(new CreditNote(document, today, part, Scene.at(day, 10)))
                        .allocation(
                                new Allocation(Allocation.Source.CREDIT_NOTE, document, id, part, Optional.empty()));
            case PROMISE ->
                memory.promise(new PromiseToPay(
                        "X",
                        List.of(new PromiseToPay.Share(id, part)),
                        today.plusDays(10),
                        today,
                        Scene.at(day, 10),
                        "anna",
                        false,
                        Optional.empty()));
            case DISPUTE ->
                memory.dispute(new Dispute(
                        "X", id, "price", Optional.of(part), "bob", today, Optional.empty(), Optional.empty()));
            case HOLD ->
                memory.hold(new Hold("X", Optional.of(id), today, Optional.of(today.plusDays(10)), "wait", "anna"));
        }
        return new AccountSnapshot(books.build(), memory.build());
    }

    /** The messages that leave on the day of a decision. */
    private static List<MessageState> leaving(Decision decision) {
        return decision.memory().messages().stream()
                .filter(message ->
                        message.kind() == MessageState.Kind.DUNNING && message.status() == MessageState.Status.READY)
                .filter(message -> decision.items().stream()
                        .anyMatch(item -> item.kind() == ItemOutcome.Kind.MESSAGE
                                && item.message().equals(Optional.of(message.id()))))
                .toList();
    }

    private List<String> compare(Decision after) {
        List<String> broken = new ArrayList<>();
        List<MessageState> then = leaving(before);
        List<MessageState> now = leaving(after);
        if (!asksForApproval()) {
            if (now.size() > then.size()) {
                broken.add("(a) more messages: " + now);
            }
            if (highest(now) > highest(then)) {
                broken.add("(a) a higher stage: " + now);
            }
        }
        if (now.size() > then.size() + 1) {
            broken.add("(b) " + now.size() + " messages instead of " + then.size() + ": " + now);
        }
        if (now.size() > then.size()
                && now.stream()
                        .filter(m -> then.stream().noneMatch(t -> t.id().equals(m.id())))
                        .noneMatch(m -> hadWaited(m.lead()))) {
            broken.add("(b) a message more, led by an invoice that had not waited: " + now);
        }
        Money dunnable =
                after.item(item.receivable()).map(ItemOutcome::dunnable).orElseThrow();
        for (MessageState message : now) {
            for (MessageLine line : message.lines()) {
                if (line.receivable().equals(item.receivable())) {
                    if (line.amount().isGreaterThan(dunnable)) {
                        broken.add("(b) claims " + line.amount() + " where only " + dunnable + " may be asked for");
                    }
                } else if (line.carried().isPresent() && !wasDue(line)) {
                    broken.add("(b) another step: " + line + ", before "
                            + before.item(line.receivable()).orElse(null));
                }
            }
        }
        return broken;
    }

    /** Whether a line carries the step that was planned or due for its invoice before. */
    private boolean wasDue(MessageLine line) {
        return line.carried().equals(stepOf(before, line)) || line.carried().equals(stepOf(onHold(), line));
    }

    private static Optional<StepRef> stepOf(Decision decision, MessageLine line) {
        return decision.item(line.receivable()).flatMap(ItemOutcome::step);
    }

    /** The day with everything on hold: then also an invoice that a message only claimed shows its own due step. */
    private Decision onHold() {
        return decider.decide(
                snapshot.with(snapshot.memory().toBuilder()
                        .hold(new Hold(
                                "all", Optional.empty(), World.date(day), Optional.empty(), "to look at it", "anna"))
                        .build()),
                policy,
                World.date(day));
    }

    private boolean asksForApproval() {
        return before.memory().messages().stream()
                .anyMatch(message -> message.isOutstanding() && message.needsApproval());
    }

    private static int highest(List<MessageState> messages) {
        return messages.stream()
                .map(MessageState::stage)
                .mapToInt(Stage::ordinal)
                .max()
                .orElse(-1);
    }

    private boolean hadWaited(ReceivableId lead) {
        ItemOutcome outcome = before.item(lead).orElseThrow();
        List<Reason> reasons = new ArrayList<>(outcome.alsoReasons());
        outcome.reason().ifPresent(reasons::add);
        return reasons.stream()
                .anyMatch(reason ->
                        reason.code() == ReasonCode.AWAITING_APPROVAL || reason.code() == ReasonCode.CONTACT_CAP);
    }
}
