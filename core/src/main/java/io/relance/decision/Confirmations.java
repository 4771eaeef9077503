package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.Occasion;
import io.relance.account.PromiseToPay;
import io.relance.action.DunningAction.Route;
import io.relance.delivery.MessageId;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
import io.relance.receivable.ContactRole;
import io.relance.receivable.ReceivableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Word to the customer of what was agreed: each promise and each plan is confirmed once, while it stands and is new. It counts in
 * no cap, and leaves on sending days.
 */
final class Confirmations {
    /** What keeps a confirmation back: it would speak of invoices that are not to be spoken of. */
    private static final Set<ReasonCode> SILENT = Set.of(
            ReasonCode.STALE_LEDGER,
            ReasonCode.ON_HOLD,
            ReasonCode.INSOLVENCY,
            ReasonCode.IN_LITIGATION,
            ReasonCode.ASSIGNED);

    private final Work work;

    Confirmations(Work work) {
        this.work = work;
    }

    void plan() {
        work.policy.correspondence().promise().ifPresent(this::promises);
        work.policy.correspondence().plan().ifPresent(this::plans);
    }

    private void promises(Route route) {
        List<PromiseToPay> promises = new ArrayList<>(work.memory().promises());
        promises.sort(Comparator.comparing(PromiseToPay::recordedAt).thenComparing(PromiseToPay::id));
        for (PromiseToPay promise : promises) {
            if (whyNoLonger(promise).isEmpty()) {
                List<MessageLine> lines = promise.shares().stream()
                        .map(share -> line(share.receivable(), share.amount()))
                        .toList();
                plan(new Occasion.PromiseMade(promise.id()), "promise", promise.id(), route, lines);
            }
        }
    }

    private void plans(Route route) {
        for (InstalmentPlan plan : Plans.inOrder(work.memory())) {
            if (whyNoLonger(plan).isEmpty()) {
                List<MessageLine> lines = plan.receivables().stream()
                        .flatMap(id -> work.position.item(id).stream())
                        .filter(item -> item.open().isPositive())
                        .map(item -> line(item.id(), item.open()))
                        .toList();
                plan(new Occasion.PlanAgreed(plan.id()), "plan", plan.id(), route, lines);
            }
        }
    }

    private MessageLine line(ReceivableId id, org.joda.money.Money amount) {
        return new MessageLine(id, Optional.empty(), 0, MessageLine.Role.NAMED, amount, work.today);
    }

    private void plan(Occasion occasion, String kind, String agreed, Route route, List<MessageLine> lines) {
        MessageId id = new MessageId(Ids.of(work.account(), "confirmation", kind, agreed));
        Optional<Recipient> recipient = Recipient.of(work.customer, List.of(ContactRole.BILLING), List.of(route));
        boolean silent = lines.isEmpty() || lines.stream().anyMatch(line -> isSilent(line.receivable()));
        if (silent || recipient.isEmpty() || work.memory().message(id).isPresent()) {
            return;
        }
        MessageState message = MessageState.ofNoStep(
                id,
                MessageState.Kind.CONFIRMATION,
                lines.get(0).receivable(),
                recipient.get().routes(),
                recipient.get().contact().id(),
                work.today,
                lines,
                Optional.of(occasion));
        work.after.message(message);
        work.actions.add(new PlannedAction.NewMessage(message));
    }

    private boolean isSilent(ReceivableId id) {
        return work.item(id)
                .filter(item -> item.forbids.stream().anyMatch(reason -> SILENT.contains(reason.code())))
                .isPresent();
    }

    /** Whether a reason is one for which nothing is confirmed about an invoice. */
    static boolean isSilent(ReasonCode code) {
        return SILENT.contains(code);
    }

    /** Why a confirmation says what is no longer so; empty while it does not. */
    Optional<String> whyNoLonger(MessageState confirmation) {
        Occasion occasion = confirmation.occasion().orElse(null);
        if (occasion instanceof Occasion.PromiseMade made) {
            return work.memory().promises().stream()
                    .filter(promise -> promise.id().equals(made.promise()))
                    .findFirst()
                    .map(this::whyNoLonger)
                    .orElse(Optional.of("there is no promise \"" + made.promise() + "\" any more"));
        }
        if (occasion instanceof Occasion.PlanAgreed agreed) {
            return work.memory().plans().stream()
                    .filter(plan -> plan.id().equals(agreed.plan()))
                    .findFirst()
                    .map(this::whyNoLonger)
                    .orElse(Optional.of("there is no plan \"" + agreed.plan() + "\" any more"));
        }
        return Optional.empty();
    }

    private Optional<String> whyNoLonger(PromiseToPay promise) {
        if (!Validity.isNews(work.policy, promise.recordedOn(), work.today)) {
            return Optional.of("promise \"" + promise.id() + "\" of " + promise.recordedOn() + " is no news any more");
        }
        PromiseStatus status = work.promises().judged().stream()
                .filter(judged -> judged.promise().id().equals(promise.id()))
                .map(Promises.Judged::status)
                .findFirst()
                .orElse(PromiseStatus.NOT_IN_FORCE);
        if (status != PromiseStatus.LIVE || promise.date().isBefore(work.today)) {
            return Optional.of("promise \"" + promise.id() + "\" is "
                    + (status == PromiseStatus.LIVE ? "for " + promise.date() : status) + " by now");
        }
        boolean anyToCome = promise.shares().stream()
                .anyMatch(share -> isOpen(share.receivable())
                        && Promises.left(promise, share, work.ledger, work.today)
                                .isPositive());
        return anyToCome
                ? Optional.empty()
                : Optional.of("nothing of promise \"" + promise.id() + "\" is to come any more");
    }

    private Optional<String> whyNoLonger(InstalmentPlan plan) {
        if (!Validity.isNews(work.policy, plan.agreedOn(), work.today)) {
            return Optional.of("plan \"" + plan.id() + "\" of " + plan.agreedOn() + " is no news any more");
        }
        boolean stands = plan.isLive(work.today)
                && plan.instalments().stream().anyMatch(part -> part.due().isAfter(work.today))
                && plan.receivables().stream().anyMatch(this::isOpen);
        return stands ? Optional.empty() : Optional.of("plan \"" + plan.id() + "\" does not stand any more");
    }

    private boolean isOpen(ReceivableId id) {
        return work.position.item(id).filter(item -> item.open().isPositive()).isPresent();
    }
}
