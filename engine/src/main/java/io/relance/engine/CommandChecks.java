package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DirectDebit;
import io.relance.account.Dispute;
import io.relance.account.DunningCase;
import io.relance.account.Hold;
import io.relance.account.InstalmentPlan;
import io.relance.account.LoggedContact;
import io.relance.account.Mandate;
import io.relance.account.PendingPayment;
import io.relance.account.PromiseToPay;
import io.relance.decision.Collectable;
import io.relance.json.NearestWord;
import io.relance.money.Tolerance;
import io.relance.payment.PaymentRequest;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.scenario.Scenario;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What is wrong with a command of a person, collected to be told at once: against the books as of its day, against the case
 * before it, and against the policy.
 */
public final class CommandChecks {
    private static final int NEAREST = 3;

    private final AccountLedger ledger;
    private final DunningCase memory;
    private final Policy policy;
    private final LocalDate day;
    private final List<String> problems = new ArrayList<>();

    CommandChecks(AccountSnapshot now, Policy policy, LocalDate day) {
        this.ledger = now.ledger();
        this.memory = now.memory();
        this.policy = policy;
        this.day = day;
    }

    /**
     * Refuses the command when something was wrong with it.
     *
     * @throws IllegalArgumentException which tells all of it
     */
    public void refuse() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("account " + ledger.account() + ": " + String.join("; ", problems));
        }
    }

    /** The scenario must be one of the policy's. */
    public void scenario(String id) {
        if (policy.scenario(id).isEmpty()) {
            List<String> known = policy.scenarios().stream().map(Scenario::id).toList();
            problems.add("policy \"" + policy.name() + "\" has no scenario \"" + id + "\": " + nearest(id, known));
        }
    }

    /** The receivable must be in the books, or be an instalment of a live plan. */
    public void receivable(ReceivableId id) {
        if (planOf(id).isEmpty()) {
            invoice(id, "");
        }
    }

    /** The receivables must be in the books. */
    public void invoices(Iterable<ReceivableId> ids) {
        ids.forEach(id -> invoice(id, "name the invoices that it covers"));
    }

    /** The receivable must be in the books, and something of it open. */
    public void open(ReceivableId id) {
        invoice(id, "name the invoices that it covers").ifPresent(receivable -> {
            if (open(receivable).isZero()) {
                problems.add("nothing is open on \"" + id + "\"");
            }
        });
    }

    /**
     * All receivables of the books of which something is open, oldest due first.
     *
     * @throws IllegalArgumentException when there is none
     */
    public List<ReceivableId> allOpen() {
        List<ReceivableId> open = ledger.asOf(day, Tolerance.NONE).items().stream()
                .filter(item -> item.open().isPositive())
                .map(OpenItem::id)
                .toList();
        if (open.isEmpty()) {
            problems.add("nothing is open on " + day);
            refuse();
        }
        return open;
    }

    /** The books must not say that the receivable is in litigation: what they say is changed there. */
    public void notInLitigationByBooks(ReceivableId id) {
        books(id)
                .flatMap(Receivable::litigationFrom)
                .ifPresent(from -> problems.add(
                        "the books have \"" + id + "\" in litigation since " + from + ": take it back there"));
    }

    /** The books must not say that the receivables are assigned: what they say is changed there. */
    public void notAssignedByBooks(Iterable<ReceivableId> ids) {
        ids.forEach(id -> books(id)
                .flatMap(Receivable::assignedFrom)
                .ifPresent(from ->
                        problems.add("the books have \"" + id + "\" assigned since " + from + ": take it back there")));
    }

    /** A stop keeps its id; one of a receivable is of one that is there. */
    public void hold(Hold hold) {
        memory.holds().stream()
                .filter(known -> known.id().equals(hold.id()) && !known.equals(hold))
                .filter(known -> !known.receivable().equals(hold.receivable())
                        || !known.from().equals(hold.from())
                        || known.until().filter(day::isAfter).isPresent())
                .forEach(known -> taken("hold \"" + hold.id() + "\""));
        hold.receivable().ifPresent(this::receivable);
    }

    /** A contact keeps its id: what came of it and the note may be put right. */
    public void contact(LoggedContact contact) {
        memory.contacts().stream()
                .filter(known -> known.id().equals(contact.id()))
                .filter(known -> !known.date().equals(contact.date())
                        || !known.kind().equals(contact.kind())
                        || known.direction() != contact.direction()
                        || !known.contact().equals(contact.contact()))
                .forEach(known -> taken("contact \"" + contact.id() + "\""));
    }

    /** A dispute is about an invoice that is there, in its currency, and never about more than is open; it keeps its id. */
    public void dispute(Dispute dispute) {
        memory.disputes().stream()
                .filter(known -> known.id().equals(dispute.id()))
                .filter(known -> !known.receivable().equals(dispute.receivable())
                        || !known.amount().equals(dispute.amount())
                        || !known.opened().equals(dispute.opened())
                        || isOther(known.closed(), dispute.closed()))
                .forEach(known -> taken("dispute \"" + dispute.id() + "\""));
        boolean over = dispute.closed().filter(closed -> !closed.isAfter(day)).isPresent();
        invoice(dispute.receivable(), "a dispute is about an invoice").ifPresent(invoice -> {
            boolean same = dispute.amount()
                    .map(amount -> currency(invoice, amount, "dispute \"" + dispute.id() + "\""))
                    .orElse(true);
            Money open = open(invoice);
            if (over || !same) {
                return;
            }
            if (open.isZero()) {
                problems.add("nothing is open on \"" + invoice.id() + "\"");
            } else if (dispute.amount()
                    .filter(amount -> amount.isGreaterThan(open))
                    .isPresent()) {
                problems.add("dispute \"" + dispute.id() + "\" is over "
                        + dispute.amount().get() + ", but only " + open + " of \"" + invoice.id() + "\" is open");
            }
        });
    }

    /** A promise names invoices that are there, each in its currency. */
    public void promise(PromiseToPay promise) {
        memory.promises().stream()
                .filter(known -> known.id().equals(promise.id()))
                .filter(known -> !known.shares().equals(promise.shares())
                        || !known.date().equals(promise.date())
                        || isOther(known.cancelled(), promise.cancelled()))
                .forEach(known -> taken("promise \"" + promise.id() + "\""));
        for (PromiseToPay.Share share : promise.shares()) {
            invoice(share.receivable(), "a promise names invoices")
                    .ifPresent(invoice -> currency(invoice, share.amount(), "promise \"" + promise.id() + "\""));
        }
    }

    /** Whether what has ended would begin again, or would have ended on another day. */
    private static boolean isOther(Optional<LocalDate> ended, Optional<LocalDate> now) {
        return ended.isPresent() && !ended.equals(now);
    }

    /** What was recorded under an id stays what it was: its history would be another's, and it would no longer hold. */
    private void taken(String what) {
        problems.add(what + " was recorded before, as another one: give the new one an id of its own");
    }

    /** A payment on its way is for a receivable that is there, in its currency, and above 0; it keeps its id. */
    public void pendingPayment(PendingPayment payment) {
        String what = "payment \"" + payment.id() + "\"";
        memory.pendingPayments().stream()
                .filter(known -> known.id().equals(payment.id()))
                .filter(known -> !known.receivable().equals(payment.receivable())
                        || !known.amount().equals(payment.amount())
                        || !known.since().equals(payment.since()))
                .forEach(known -> taken(what));
        if (!payment.amount().isPositive()) {
            problems.add(what + " must be above 0, but was " + payment.amount());
        }
        Optional<InstalmentPlan> plan = planOf(payment.receivable());
        if (plan.isPresent()) {
            currency(payment.receivable(), unit(plan.get()), payment.amount(), what);
        } else {
            invoice(payment.receivable(), "").ifPresent(invoice -> currency(invoice, payment.amount(), what));
        }
    }

    /**
     * A direct debit collects from 1 to 100 invoices of which something may be asked for, each once, in one currency, none of which is being
     * collected, on a day to come, within a year, under a mandate that has not ended; its id is its own.
     */
    void directDebit(
            String id,
            String mandate,
            List<ReceivableId> invoices,
            Optional<LocalDate> on,
            Map<ReceivableId, Collectable.Part> collectable) {
        String what = "direct debit \"" + id + "\"";
        if (memory.directDebit(id).isPresent()) {
            taken(what);
        }
        Optional<Mandate> under = memory.mandate(mandate);
        if (under.isEmpty()) {
            List<String> known = memory.mandates().stream().map(Mandate::id).toList();
            problems.add("no mandate \"" + mandate + "\" was recorded: " + nearest(mandate, known));
        } else if (under.get().state() == Mandate.State.ENDED) {
            problems.add("mandate \"" + mandate + "\" has ended");
        }
        on.filter(day::isAfter)
                .ifPresent(early -> problems.add(what + " is to be collected on " + early + ", before " + day));
        on.filter(day.plusYears(1)::isBefore)
                .ifPresent(late ->
                        problems.add(what + " is to be collected on " + late + ", more than a year after " + day));
        if (invoices.isEmpty() || invoices.size() > PaymentRequest.MAX_LINES) {
            problems.add(what + " collects 1 to " + PaymentRequest.MAX_LINES + " invoices, but was given "
                    + invoices.size());
        }
        Set<ReceivableId> seen = new HashSet<>();
        Set<CurrencyUnit> units = new HashSet<>();
        for (ReceivableId invoice : invoices) {
            if (!seen.add(invoice)) {
                problems.add(what + " collects \"" + invoice + "\" twice");
                continue;
            }
            Optional<Receivable> known = invoice(invoice, "name the invoices that it covers");
            known.ifPresent(receivable -> units.add(receivable.amount().getCurrencyUnit()));
            Optional<DirectDebit> other = memory.collecting(invoice);
            if (other.isPresent()) {
                problems.add("\"" + invoice + "\" is being collected already, by direct debit \""
                        + other.get().id() + "\": "
                        + (other.get().state() == DirectDebit.State.TO_WITHDRAW
                                ? "wait until that one is withdrawn"
                                : "call that one off first"));
            } else if (known.isPresent()) {
                collectable(invoice, Optional.ofNullable(collectable.get(invoice)));
            }
        }
        if (units.size() > 1) {
            problems.add(what + " is of one currency, but its invoices are in " + units);
        }
    }

    private void collectable(ReceivableId invoice, Optional<Collectable.Part> part) {
        if (part.isEmpty()) {
            problems.add("nothing is open on \"" + invoice + "\"");
        } else if (!part.get().barring().isEmpty()) {
            problems.add("\"" + invoice + "\" can't be collected: "
                    + part.get().barring().get(0).text());
        } else if (!part.get().amount().isPositive()) {
            problems.add("nothing of \"" + invoice
                    + "\" may be collected: it is disputed, promised, under way or covered by credit");
        }
    }

    /**
     * A plan covers invoices that are there, each once and in its currency, none of them under another plan that is live; and
     * none of its instalments has the number of an invoice.
     */
    public void plan(InstalmentPlan plan) {
        String what = "plan \"" + plan.id() + "\"";
        if (memory.plans().stream().anyMatch(known -> known.id().equals(plan.id()) && !known.equals(plan))) {
            taken(what);
        }
        Set<ReceivableId> covered = new HashSet<>();
        for (ReceivableId id : plan.receivables()) {
            if (!covered.add(id)) {
                problems.add(what + " covers \"" + id + "\" twice");
                continue;
            }
            invoice(id, "a plan covers invoices")
                    .ifPresent(invoice ->
                            currency(invoice, plan.instalments().get(0).amount(), what));
            memory.plans().stream()
                    .filter(other ->
                            !other.id().equals(plan.id()) && other.receivables().contains(id) && meet(plan, other))
                    .forEach(other -> problems.add("\"" + id + "\" is under plan \"" + other.id() + "\" since "
                            + other.agreedOn() + ": end that one first"));
        }
        for (int i = 0; i < plan.instalments().size(); i++) {
            ReceivableId instalment = plan.instalmentId(i);
            if (books(instalment).isPresent()) {
                problems.add("instalment " + (i + 1) + " of " + what + " would be called \"" + instalment
                        + "\", and an invoice is: give the plan another id");
            }
        }
    }

    /** Whether there is a day on which both plans are live. */
    private static boolean meet(InstalmentPlan plan, InstalmentPlan other) {
        LocalDate from = plan.agreedOn().isAfter(other.agreedOn()) ? plan.agreedOn() : other.agreedOn();
        return plan.isLive(from) && other.isLive(from);
    }

    private Optional<Receivable> invoice(ReceivableId id, String insteadOfInstalment) {
        Optional<InstalmentPlan> plan = planOf(id);
        if (plan.isPresent()) {
            problems.add(
                    "\"" + id + "\" is an instalment of plan \"" + plan.get().id() + "\": " + insteadOfInstalment);
            return Optional.empty();
        }
        return find(id);
    }

    private Optional<Receivable> find(ReceivableId id) {
        Optional<Receivable> found = books(id);
        if (found.isEmpty()) {
            List<String> known = ledger.receivables().stream()
                    .map(receivable -> receivable.id().value())
                    .sorted()
                    .toList();
            problems.add("the books have no receivable \"" + id + "\": " + nearest(id.value(), known));
        }
        return found;
    }

    private Optional<Receivable> books(ReceivableId id) {
        return ledger.receivables().stream()
                .filter(receivable -> receivable.id().equals(id))
                .findFirst();
    }

    /** The live plan that has an instalment of this number; an invoice of the books goes before it. */
    private Optional<InstalmentPlan> planOf(ReceivableId id) {
        if (books(id).isPresent()) {
            return Optional.empty();
        }
        return memory.plans().stream()
                .filter(plan -> plan.isLive(day))
                .filter(plan -> instalments(plan).contains(id))
                .findFirst();
    }

    private static List<ReceivableId> instalments(InstalmentPlan plan) {
        List<ReceivableId> ids = new ArrayList<>();
        for (int i = 0; i < plan.instalments().size(); i++) {
            ids.add(plan.instalmentId(i));
        }
        return ids;
    }

    private static CurrencyUnit unit(InstalmentPlan plan) {
        return plan.instalments().get(0).amount().getCurrencyUnit();
    }

    /** What is open at the end of the day; of an invoice that is issued later, on the day of its issue. */
    private Money open(Receivable invoice) {
        LocalDate asOf = invoice.issued().isAfter(day) ? invoice.issued() : day;
        return ledger.asOf(asOf, Tolerance.NONE)
                .item(invoice.id())
                .map(OpenItem::open)
                .orElseGet(() -> Money.zero(invoice.amount().getCurrencyUnit()));
    }

    private boolean currency(Receivable invoice, Money amount, String what) {
        return currency(invoice.id(), invoice.amount().getCurrencyUnit(), amount, what);
    }

    private boolean currency(ReceivableId id, CurrencyUnit unit, Money amount, String what) {
        boolean same = unit.equals(amount.getCurrencyUnit());
        if (!same) {
            problems.add(what + " is over " + amount + ", but \"" + id + "\" is in " + unit);
        }
        return same;
    }

    /** The words that were probably meant, nearest first; else all there are. */
    private static String nearest(String word, List<String> known) {
        List<String> left = new ArrayList<>(known);
        List<String> found = new ArrayList<>();
        Optional<String> next = NearestWord.to(word, left);
        while (next.isPresent() && found.size() < NEAREST) {
            found.add("\"" + next.get() + "\"");
            left.remove(next.get());
            next = NearestWord.to(word, left);
        }
        if (!found.isEmpty()) {
            return "did you mean " + String.join(" or ", found) + "?";
        }
        return known.isEmpty() ? "there are none" : NearestWord.remedy(word, known);
    }
}
