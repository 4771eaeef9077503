package io.relance.decision;

import io.relance.account.DirectDebit;
import io.relance.account.InstalmentPlan;
import io.relance.account.PaymentLink;
import io.relance.account.PendingPayment;
import io.relance.account.RequestedPayment;
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

    /** How long after its end a page is tried to be withdrawn before somebody is told. */
    private static final int WITHDRAWN_DAYS = 30;

    /** How long a direct debit is tried to be withdrawn before somebody is told. */
    private static final int CALLED_OFF_DAYS = 3;

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
        work.memory().requestedPayments().stream()
                .sorted(Comparator.comparing(RequestedPayment::key))
                .forEach(this::disputed);
        work.memory().paymentLinks().stream()
                .sorted(Comparator.comparing(PaymentLink::key))
                .forEach(this::notWithdrawn);
        work.memory().directDebits().stream()
                .sorted(Comparator.comparing(DirectDebit::id))
                .forEach(debit -> {
                    declined(debit);
                    notWithdrawn(debit);
                });
        if (RequestedPayments.mandate(work.memory()).isPresent()) {
            work.items.forEach(this::uncollected);
        }
        if (!work.memory().pendingPayments().isEmpty()) {
            UnderWay.notShown(work.memory(), work.ledger, work.today, work.policy.timeZone()).stream()
                    .sorted(Comparator.comparing(PendingPayment::id))
                    .forEach(this::lapsed);
        }
    }

    /** What the customer had taken back, or wants to: the money may go, whatever the books say. */
    private void disputed(RequestedPayment payment) {
        payment.news().stream()
                .filter(news -> news.kind() == RequestedPayment.Kind.DISPUTED)
                .forEach(news -> raise(
                        "disputed/" + payment.provider() + ":" + news.id(),
                        "the customer disputes the payment of " + news.amount().orElse(payment.total()) + " by "
                                + payment.provider() + " (" + payment.name() + ")",
                        about(payment)));
    }

    /** A page that its provider neither ends nor withdraws can be paid for ever. */
    private void notWithdrawn(PaymentLink link) {
        boolean late = work.today.isAfter(link.lastDay().plusDays(WITHDRAWN_DAYS));
        if (link.state() == PaymentLink.State.TO_WITHDRAW && late) {
            raise(
                    "open/" + link.provider() + ":" + link.request(),
                    "page " + link.request() + " of " + link.provider() + " for " + link.total() + " was to end on "
                            + link.lastDay() + " and can't be withdrawn: see there that nobody pays on it",
                    about(link));
        }
    }

    /** One that is not withdrawn may collect what is paid otherwise. */
    private void notWithdrawn(DirectDebit debit) {
        boolean late = work.today.isAfter(debit.since().plusDays(CALLED_OFF_DAYS));
        if (debit.state() == DirectDebit.State.TO_WITHDRAW && late) {
            raise(
                    "under-way/" + debit.provider() + ":" + debit.key() + "/" + debit.since(),
                    "direct debit " + debit.id() + " of " + debit.provider() + " for " + debit.total()
                            + " is to be withdrawn since " + debit.since()
                            + " and its provider does not answer: see there"
                            + " that it is not collected",
                    about(debit));
        }
    }

    private static List<ReceivableId> about(RequestedPayment payment) {
        return payment.lines().stream().map(RequestedPayment.Line::receivable).toList();
    }

    private void declined(DirectDebit debit) {
        if (debit.state() == DirectDebit.State.DECLINED) {
            raise(
                    "declined/" + debit.provider() + ":" + debit.key(),
                    debit.provider() + " does not collect direct debit " + debit.id() + " of " + debit.total() + ": "
                            + debit.why(),
                    about(debit));
        }
    }

    /** An invoice that is left to a mandate under which nobody collects it would never be paid nor reminded. */
    private void uncollected(Item item) {
        boolean late = new RequestedPayments(work)
                .uncollectedUntil(item)
                .filter(work.today::isAfter)
                .isPresent();
        if (late) {
            raise(
                    "uncollected/" + item.id(),
                    item.id() + ", due on " + item.due + ", is left to direct debit, but nobody asked for it to be"
                            + " collected under mandate "
                            + RequestedPayments.mandate(work.memory())
                                    .orElseThrow()
                                    .id(),
                    List.of(item.id()));
        }
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
        // those of its plan, when it was for an instalment and the plan is no more
        List<ReceivableId> standing = work.item(payment.receivable()).isPresent()
                ? List.of(payment.receivable())
                : UnderWay.receivables(payment, work.memory());
        boolean stillOpen = standing.stream()
                .anyMatch(id -> work.item(id).filter(Item::isOpen).isPresent());
        if (stillOpen && work.today.isAfter(payment.lapses())) {
            // of what a provider was asked for, more may be told and lapse again
            boolean byProvider = work.memory().requestedPayments().stream().anyMatch(asked -> asked.isBy(payment));
            raise(
                    "lapsed/" + payment.id() + (byProvider ? "/" + payment.lapses() : ""),
                    "payment " + payment.id() + " of " + payment.amount() + " was expected by " + payment.lapses()
                            + " and is not in the books",
                    standing);
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
