package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PendingPayment;
import io.relance.account.ReceivableProgress;
import io.relance.delivery.MessageId;
import io.relance.plan.PlannedAction;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Customer;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.ReceivableId;
import io.relance.rule.RuleOutcome;
import io.relance.time.BusinessCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What the parts of one decision share. Lives for one decision. */
final class Work {
    final AccountLedger ledger;
    final Policy policy;
    final LocalDate today;
    /** The epoch day of today. */
    final long day;

    final Customer customer;
    final LedgerPosition position;
    final BusinessCalendar office;
    final ContactDays days;
    final List<Item> items = new ArrayList<>();
    final List<PlannedAction> actions = new ArrayList<>();
    /** What will be remembered; grows while the decision is made. */
    final DunningCase.Builder after;

    private final Optional<String> staleness;
    /** By number; made when first asked for, since most decisions ask for none. */
    private @Nullable Map<ReceivableId, Item> byId;

    private DunningCase memory;
    private @Nullable Promises promises;
    private @Nullable List<PendingPayment> underWay;
    private @Nullable SnapshotFacts facts;
    private @Nullable RuleOutcome rules;
    private @Nullable Set<CurrencyUnit> currencies;

    Work(AccountSnapshot snapshot, Policy policy, LocalDate today) {
        this.ledger = snapshot.ledger();
        this.memory = snapshot.memory();
        this.policy = policy;
        this.today = today;
        this.day = today.toEpochDay();
        this.customer = ledger.customer();
        this.position = ledger.asOf(today, policy.tolerance());
        this.office = policy.creditorCalendar();
        this.days = new ContactDays(memory, customer, policy, today, Optional.empty());
        this.after = memory.toBuilder();
        this.staleness = Staleness.of(ledger, policy, today);
    }

    /** Why the books are older than the policy allows; empty when they are not. */
    Optional<String> staleness() {
        return staleness;
    }

    AccountId account() {
        return ledger.account();
    }

    /** The case as it was before this decision, but for plans that it broke. */
    DunningCase memory() {
        return memory;
    }

    void memory(DunningCase changed) {
        this.memory = changed;
    }

    Promises promises() {
        Promises known = promises;
        if (known == null) {
            known = Promises.of(memory, ledger, policy, today);
            promises = known;
        }
        return known;
    }

    /** The payments under way, which the books do not show yet. */
    List<PendingPayment> underWay() {
        List<PendingPayment> known = underWay;
        if (known == null) {
            known = standing(UnderWay.of(memory, ledger, today, policy.timeZone()));
            underWay = known;
        }
        return known;
    }

    /**
     * What is on its way for instalments of a plan that is no more pays the invoices of the plan, in their order: of each what the others
     * leave.
     */
    private List<PendingPayment> standing(List<PendingPayment> payments) {
        List<PendingPayment> standing = new ArrayList<>();
        List<PendingPayment> ofPlans = new ArrayList<>();
        payments.forEach(payment -> (isOfPlanThatIsOver(payment) ? ofPlans : standing).add(payment));
        for (PendingPayment payment : ofPlans) {
            Money rest = payment.amount();
            for (ReceivableId id : UnderWay.receivables(payment, memory)) {
                Money left = left(id, rest.getCurrencyUnit(), standing);
                Money part = rest.isLessThan(left) ? rest : left;
                if (part.isPositive()) {
                    standing.add(new PendingPayment(payment.id(), id, part, payment.since(), payment.lapses()));
                    rest = rest.minus(part);
                }
            }
        }
        return standing;
    }

    private boolean isOfPlanThatIsOver(PendingPayment payment) {
        boolean over = UnderWay.plan(payment, memory)
                .filter(plan -> !plan.isLive(today))
                .isPresent();
        return over && item(payment.receivable()).isEmpty();
    }

    /** What is open of an invoice and not on its way. */
    private Money left(ReceivableId id, CurrencyUnit unit, List<PendingPayment> underWay) {
        long open = item(id).filter(item -> item.isOpen() && item.unit().equals(unit))
                .map(item -> item.open)
                .orElse(0L);
        long less = underWay.stream()
                .filter(payment -> payment.receivable().equals(id)
                        && payment.amount().getCurrencyUnit().equals(unit))
                .mapToLong(payment -> payment.amount().getAmountMinorLong())
                .reduce(0, Math::addExact);
        return Money.ofMinor(unit, Math.max(0, open - less));
    }

    /** The newest broken promise that names a receivable and counts in its cycle: in a later one, since it began. */
    Optional<Promises.Failure> brokenPromise(ReceivableId id, ReceivableProgress progress) {
        if (memory.promises().isEmpty()) {
            return Optional.empty();
        }
        return promises()
                .lastFailure(id)
                .filter(broken -> progress.cycle() == 1
                        || !broken.from().isBefore(progress.firstSeen().orElse(today)));
    }

    /** Whether a message that was handed over has not come back undeliverable. */
    boolean wasDelivered(MessageId id) {
        Optional<MessageState> message = memory.message(id);
        return message.isEmpty() || message.get().status() != MessageState.Status.BOUNCED;
    }

    void add(Item item) {
        items.add(item);
        if (byId != null) {
            byId.put(item.id(), item);
        }
    }

    Optional<Item> item(ReceivableId id) {
        Map<ReceivableId, Item> known = byId;
        if (known == null) {
            known = new HashMap<>();
            for (Item item : items) {
                known.put(item.id(), item);
            }
            byId = known;
        }
        return Optional.ofNullable(known.get(id));
    }

    /** Notifies somebody, and writes to those who are a team, unless the books know no receivable under which to file it. */
    void notify(PlannedAction.Notification notification, List<MessageLine> about) {
        actions.add(notification);
        Optional<ReceivableId> lead = about.stream()
                .map(MessageLine::receivable)
                .findFirst()
                .or(() -> items.stream()
                        .max(Comparator.comparing((Item item) -> item.due).thenComparing(Item::id))
                        .map(Item::id));
        lead.flatMap(under -> TeamNotes.of(account(), policy, notification, under, about, today))
                .ifPresent(note -> {
                    after.message(note);
                    actions.add(new PlannedAction.NewMessage(note));
                });
    }

    /** Remembers a message as it is now; one that this decision planned or changed before stays one action. */
    void changed(MessageState message) {
        after.message(message);
        for (int i = 0; i < actions.size(); i++) {
            PlannedAction action = actions.get(i);
            if (action.id().equals(message.id().value())) {
                actions.set(
                        i,
                        action instanceof PlannedAction.NewMessage
                                ? new PlannedAction.NewMessage(message)
                                : new PlannedAction.ChangedMessage(message));
                return;
            }
        }
        actions.add(new PlannedAction.ChangedMessage(message));
    }

    /** Those of the receivables and of what is left of payments and credit notes. */
    Set<CurrencyUnit> currencies() {
        Set<CurrencyUnit> units = currencies;
        if (units == null) {
            units = position.unallocatedCredit().currencies();
            for (Item item : items) {
                if (!units.contains(item.unit())) {
                    units = new HashSet<>(units);
                    units.add(item.unit());
                }
            }
            units = Set.copyOf(units);
            currencies = units;
        }
        return units;
    }

    void rules(SnapshotFacts seen, RuleOutcome outcome) {
        this.facts = seen;
        this.rules = outcome;
    }

    /** What the rules saw. */
    SnapshotFacts accountFacts() {
        SnapshotFacts known = facts;
        if (known == null) {
            throw new IllegalStateException("the rules have not been evaluated yet");
        }
        return known;
    }

    RuleOutcome rules() {
        RuleOutcome known = rules;
        if (known == null) {
            throw new IllegalStateException("the rules have not been evaluated yet");
        }
        return known;
    }
}
