package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.TaskState;
import io.relance.plan.PlannedAction;
import io.relance.plan.ReasonCode;
import io.relance.receivable.ReceivableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The work that the engine asks of people of itself, each once: declare a claim, look at a blocked escalation, and the like. */
final class OnceTasks {
    /** Who gets it, unless a step's task names a team. */
    static final String TEAM = "collections";

    private final Work work;
    private boolean owed;

    OnceTasks(Work work) {
        this.work = work;
    }

    /** Whether a task waits for the next business day. */
    boolean isOwed() {
        return owed;
    }

    void plan() {
        insolvency();
        for (Item item : work.items) {
            if (item.escalationBlockedSince != null && item.isDunnable()) {
                raise(
                        "escalation/" + item.id() + "/" + item.progress.cycle(),
                        "no reminder of " + item.id() + " counts, and a formal step is due since "
                                + item.escalationBlockedSince + ": decide how to go on",
                        List.of(item.id()));
            }
        }
        Plans.inOrder(work.memory()).forEach(this::missed);
        work.memory().paymentLinks().forEach(this::disputed);
        if (!work.memory().pendingPayments().isEmpty()) {
            UnderWay.notShown(work.memory(), work.ledger, work.today, work.policy.timeZone()).stream()
                    .sorted(Comparator.comparing(PendingPayment::id))
                    .forEach(this::lapsed);
        }
    }

    /** What the customer had taken back, or wants to: the money may go, whatever the books say. */
    private void disputed(PaymentLink link) {
        link.news().stream()
                .filter(news -> news.kind() == PaymentLink.Kind.DISPUTED)
                .forEach(news -> raise(
                        "disputed/" + link.provider() + ":" + news.id(),
                        "the customer disputes the payment of " + news.amount().orElse(link.total()) + " by "
                                + link.provider() + " (" + link.request() + ")",
                        link.lines().stream().map(PaymentLink.Line::receivable).toList()));
    }

    private void insolvency() {
        List<ReceivableId> stopped = new ArrayList<>();
        for (Item item : work.items) {
            if (item.isOpen() && item.instalmentOf.isEmpty() && Reasons.has(item.forbids, ReasonCode.INSOLVENCY)) {
                stopped.add(item.id());
            }
        }
        if (!stopped.isEmpty()) {
            raise("insolvency", "declare the claim in the insolvency proceedings", stopped);
        }
    }

    private void missed(InstalmentPlan plan) {
        if (!plan.isLive(work.today) || plan.breaking() != InstalmentPlan.Breaking.MANUAL) {
            return;
        }
        for (Item item : PlanBreaks.missed(work, plan)) {
            raise(
                    "missed/" + item.id(),
                    "instalment " + item.id() + " of " + item.books.open() + ", due on " + item.due
                            + ", was not paid: decide whether the plan is broken",
                    plan.receivables());
        }
    }

    private void lapsed(PendingPayment payment) {
        boolean stillOpen = work.item(payment.receivable()).filter(Item::isOpen).isPresent();
        if (stillOpen && work.today.isAfter(payment.lapses())) {
            // by a page, more may be told and lapse again
            boolean byPage = work.memory().paymentLinks().stream().anyMatch(link -> link.isBy(payment));
            raise(
                    "lapsed/" + payment.id() + (byPage ? "/" + payment.lapses() : ""),
                    "payment " + payment.id() + " of " + payment.amount() + " was expected by " + payment.lapses()
                            + " and is not in the books",
                    List.of(payment.receivable()));
        }
    }

    private void raise(String key, String text, List<ReceivableId> about) {
        if (work.memory().onceDone().contains(key)) {
            return;
        }
        if (!work.office.isBusinessDay(work.today)) {
            owed = true;
            return;
        }
        TaskState task = new TaskState(
                Ids.of(work.account(), "once", key),
                key,
                Optional.empty(),
                about,
                TEAM,
                text,
                work.today,
                Optional.empty(),
                Optional.empty());
        work.after.task(task).onceDone(key);
        work.actions.add(new PlannedAction.RaisedTask(task));
    }
}
