package io.relance.decision;

import io.relance.account.FrozenBehaviour;
import io.relance.account.LoggedContact;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PayerBehaviour;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.action.Stage;
import io.relance.money.MoneyBag;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.FieldValue;
import io.relance.receivable.NaturalPerson;
import io.relance.receivable.ReceivableId;
import io.relance.rule.Fact;
import io.relance.rule.FactSource;
import io.relance.rule.Facts;
import io.relance.rule.KnownAmounts;
import io.relance.rule.Motion;
import io.relance.rule.Scope;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one account, or of one invoice of it, as they stood before today's plan. What counts or dates messages, steps
 * and contacts sees those dated before today.
 */
final class SnapshotFacts implements FactSource {
    /** Absent, once it was asked. */
    private static final Object ABSENT = new Object();

    private static final Map<Fact<?>, Reader> READERS = numbered(readers());

    /** @param place where its value is kept once it is known */
    private record Reader(int place, Function<SnapshotFacts, @Nullable Object> read) {}

    private final Work work;
    private final @Nullable Item item;
    private final Set<String> ruleTags;
    private final Optional<String> segment;
    private final Optional<Money> creditLimit;
    private final Supplier<FrozenBehaviour> behaviour;
    /** The facts of the account that were asked, by the place of their readers. */
    private final @Nullable Object[] known;

    private SnapshotFacts(
            Work work,
            @Nullable Item item,
            Set<String> ruleTags,
            Optional<String> segment,
            Optional<Money> creditLimit,
            Supplier<FrozenBehaviour> behaviour,
            @Nullable Object[] known) {
        this.work = work;
        this.item = item;
        this.ruleTags = ruleTags;
        this.segment = segment;
        this.creditLimit = creditLimit;
        this.behaviour = behaviour;
        this.known = known;
    }

    /** What rules see: the account, with the tags of the books and of people. */
    static SnapshotFacts ofAccount(Work work, Supplier<FrozenBehaviour> behaviour) {
        return new SnapshotFacts(
                work,
                null,
                Set.of(),
                work.memory().segment(),
                work.memory().creditLimit(),
                behaviour,
                new Object[READERS.size()]);
    }

    /** What the conditions of steps see of the account: also what the rules set. */
    SnapshotFacts afterRules(Set<String> tags, Optional<String> segmentSet, Optional<Money> limitSet) {
        return new SnapshotFacts(work, null, tags, segmentSet, limitSet, behaviour, new Object[READERS.size()]);
    }

    /** The same, of one invoice too. */
    SnapshotFacts of(Item invoice) {
        return new SnapshotFacts(work, invoice, ruleTags, segment, creditLimit, behaviour, known);
    }

    @Override
    public @Nullable Object value(Fact<?> fact) {
        Reader reader = READERS.get(fact);
        if (reader == null) {
            return field(fact);
        }
        if (fact.scope() == Scope.INVOICE) {
            return item == null ? null : reader.read().apply(this);
        }
        Object memo = known[reader.place()];
        if (memo == null) {
            Object value = reader.read().apply(this);
            memo = value == null ? ABSENT : value;
            known[reader.place()] = memo;
        }
        return memo == ABSENT ? null : memo;
    }

    @Override
    public Optional<LocalDate> asOf(Fact<?> fact) {
        return fact.motion() == Motion.FROZEN
                ? Optional.of(behaviour.get().behaviour().asOf())
                : Optional.empty();
    }

    private @Nullable Object field(Fact<?> fact) {
        Map<String, FieldValue> fields;
        if (fact.scope() == Scope.INVOICE) {
            if (item == null) {
                return null;
            }
            fields = item.books.receivable().fields();
        } else {
            fields = work.customer.fields();
        }
        String prefix = Facts.fieldPrefix(fact.scope());
        if (!fact.name().startsWith(prefix)) {
            return null;
        }
        String name = fact.name().substring(prefix.length());
        FieldValue set = fact.scope() == Scope.ACCOUNT ? work.memory().fields().get(name) : null;
        FieldValue value = set == null ? fields.get(name) : set;
        if (value == null) {
            return null;
        }
        Object plain;
        if (value instanceof FieldValue.Text text) {
            plain = text.value();
        } else if (value instanceof FieldValue.Numeric number) {
            plain = number.value();
        } else if (value instanceof FieldValue.Date date) {
            plain = date.value();
        } else {
            throw new IllegalStateException("no such field value: " + value);
        }
        // a field of another type than the condition was made for is as good as absent
        return fact.type().valueClass().isInstance(plain) ? plain : null;
    }

    private static Map<Fact<?>, Reader> numbered(Map<Fact<?>, Function<SnapshotFacts, @Nullable Object>> readers) {
        Map<Fact<?>, Reader> numbered = new HashMap<>();
        readers.forEach((fact, read) -> numbered.put(fact, new Reader(numbered.size(), read)));
        return Collections.unmodifiableMap(numbered);
    }

    private static Map<Fact<?>, Function<SnapshotFacts, @Nullable Object>> readers() {
        Map<Fact<?>, Function<SnapshotFacts, @Nullable Object>> r = new HashMap<>();
        r.put(Facts.ACCOUNT_OVERDUE, f -> f.sum(i -> i.overdue ? i.dunnable : 0));
        r.put(Facts.ACCOUNT_OPEN, f -> f.sum(i -> i.dunnable));
        r.put(Facts.ACCOUNT_GROSS_OVERDUE, f -> f.sum(i -> i.overdue ? i.open : 0));
        r.put(Facts.ACCOUNT_GROSS_OPEN, f -> f.sum(i -> i.open));
        r.put(Facts.ACCOUNT_UNALLOCATED_CREDIT, f -> f.amounts(f.work.position.unallocatedCredit()));
        r.put(Facts.ACCOUNT_EXPOSURE, f -> f.amounts(f.exposure()));
        r.put(
                Facts.ACCOUNT_CREDIT_LIMIT,
                f -> f.creditLimit.map(KnownAmounts::of).orElse(null));
        r.put(Facts.ACCOUNT_CREDIT_USAGE, SnapshotFacts::creditUsage);
        r.put(Facts.ACCOUNT_OLDEST_DAYS_LATE, SnapshotFacts::oldestDaysLate);
        r.put(Facts.ACCOUNT_OVERDUE_COUNT, f -> f.count(true));
        r.put(Facts.ACCOUNT_OPEN_COUNT, f -> f.count(false));
        r.put(Facts.ACCOUNT_TAG, SnapshotFacts::tags);
        r.put(
                Facts.ACCOUNT_SEGMENT,
                f -> f.segment.orElseGet(() -> f.behaviour.get().segment().name()));
        r.put(Facts.ACCOUNT_RISK_LEVEL, f -> f.behaviour.get().score().level().name());
        r.put(Facts.ACCOUNT_PAYMENT_SCORE, f -> (long) f.behaviour.get().score().value());
        r.put(Facts.ACCOUNT_MEAN_DELAY, f -> f.figure(PayerBehaviour::meanDelayDays));
        r.put(Facts.ACCOUNT_MEDIAN_DELAY, f -> f.figure(PayerBehaviour::medianDelayDays));
        r.put(Facts.ACCOUNT_WEIGHTED_MEAN_DELAY, f -> f.figure(PayerBehaviour::weightedMeanDelayDays));
        r.put(Facts.ACCOUNT_DELAY_DEVIATION, f -> f.figure(PayerBehaviour::delayStandardDeviationDays));
        r.put(Facts.ACCOUNT_DELAY_TREND, f -> f.figure(PayerBehaviour::trendDays));
        r.put(Facts.ACCOUNT_LARGEST_DELAY, f -> {
            OptionalInt largest = f.behaviour.get().behaviour().largestDelayDays();
            return largest.isPresent() ? BigDecimal.valueOf(largest.getAsInt()) : null;
        });
        r.put(Facts.ACCOUNT_ON_TIME_SHARE, f -> f.figure(PayerBehaviour::onTimeShare));
        r.put(Facts.ACCOUNT_AFTER_REMINDER_SHARE, f -> f.figure(PayerBehaviour::settledAfterReminderShare));
        r.put(Facts.ACCOUNT_SETTLED_COUNT, f ->
                (long) f.behaviour.get().behaviour().settledCount());
        r.put(Facts.ACCOUNT_PROMISES_KEPT, f ->
                (long) f.behaviour.get().behaviour().promisesKept());
        r.put(Facts.ACCOUNT_PROMISES_BROKEN, f -> f.work.promises().count(PromiseStatus.BROKEN));
        r.put(Facts.ACCOUNT_DISPUTES, f -> (long) f.behaviour.get().behaviour().disputes());
        r.put(Facts.ACCOUNT_MESSAGES, f -> f.messages(null));
        r.put(Facts.ACCOUNT_DAYS_SINCE_LAST_MESSAGE, f -> f.since(f.lastMessage(null)));
        r.put(Facts.ACCOUNT_DAYS_SINCE_LAST_CONTACT, SnapshotFacts::sinceContact);
        r.put(
                Facts.CUSTOMER_KIND,
                f -> f.customer().kind() == DebtorKind.UNKNOWN
                        ? null
                        : f.customer().kind().name());
        r.put(
                Facts.CUSTOMER_NATURAL_PERSON,
                f -> f.customer().naturalPerson() == NaturalPerson.UNKNOWN
                        ? null
                        : f.customer().naturalPerson() == NaturalPerson.YES);
        r.put(Facts.CUSTOMER_COUNTRY, f -> f.customer().country().orElse(null));
        r.put(Facts.CUSTOMER_LANGUAGE, f -> f.customer().language().orElse(null));
        r.put(Facts.CUSTOMER_NAME, f -> f.customer().name());
        r.put(
                Facts.INVOICE_AMOUNT,
                f -> KnownAmounts.of(f.invoice().books.receivable().amount()));
        r.put(Facts.INVOICE_OPEN, f -> KnownAmounts.of(f.invoice().dunnableMoney()));
        r.put(Facts.INVOICE_GROSS_OPEN, f -> KnownAmounts.of(f.invoice().books.open()));
        r.put(Facts.INVOICE_DISPUTED, f -> KnownAmounts.of(f.invoice().money(f.invoice().disputed)));
        r.put(Facts.INVOICE_DAYS_LATE, f -> f.invoice().daysLate);
        r.put(
                Facts.INVOICE_AGE,
                f -> ChronoUnit.DAYS.between(f.invoice().books.receivable().issued(), f.work.today));
        r.put(Facts.INVOICE_NUMBER, f -> f.invoice().id().value());
        r.put(Facts.INVOICE_DUE, f -> f.invoice().books.receivable().due());
        r.put(Facts.INVOICE_ISSUED, f -> f.invoice().books.receivable().issued());
        r.put(Facts.INVOICE_MESSAGES, f -> f.messages(f.invoice().id()));
        r.put(
                Facts.INVOICE_DAYS_SINCE_LAST_MESSAGE,
                f -> f.since(f.lastMessage(f.invoice().id())));
        r.put(Facts.INVOICE_STAGE, SnapshotFacts::stage);
        r.put(
                Facts.INVOICE_SCENARIO,
                f -> f.invoice().progress.scenario().map(ref -> ref.id()).orElse(null));
        return r;
    }

    private Item invoice() {
        Item of = item;
        if (of == null) {
            throw new IllegalStateException("a fact of an invoice was asked without one");
        }
        return of;
    }

    private Customer customer() {
        return work.customer;
    }

    /** Whether a receivable is an open one of the books; instalments of plans would count them twice. */
    private static boolean isInvoice(Item item) {
        return item.isOpen() && item.instalmentOf.isEmpty();
    }

    private long oldestDaysLate() {
        long oldest = 0;
        for (Item i : work.items) {
            if (isInvoice(i)) {
                oldest = Math.max(oldest, i.daysLate);
            }
        }
        return oldest;
    }

    private long count(boolean overdueOnly) {
        long count = 0;
        for (Item i : work.items) {
            if (isInvoice(i) && (i.overdue || !overdueOnly)) {
                count++;
            }
        }
        return count;
    }

    private KnownAmounts amounts(MoneyBag sums) {
        return KnownAmounts.of(sums, work.currencies());
    }

    private KnownAmounts sum(ToLongFunction<Item> part) {
        return amounts(MoneyBag.sum(work.items, Item::unit, i -> isInvoice(i) ? part.applyAsLong(i) : 0));
    }

    private MoneyBag exposure() {
        return work.position.gross().minus(work.position.unallocatedCredit()).positive();
    }

    private @Nullable BigDecimal creditUsage() {
        if (creditLimit.isEmpty() || !creditLimit.get().isPositive()) {
            return null;
        }
        Money limit = creditLimit.get();
        return exposure().in(limit.getCurrencyUnit()).getAmount().divide(limit.getAmount(), MathContext.DECIMAL64);
    }

    private Set<String> tags() {
        if (ruleTags.isEmpty() && work.memory().tags().isEmpty()) {
            return work.customer.tags();
        }
        Set<String> tags = new TreeSet<>(work.customer.tags());
        tags.addAll(work.memory().tags());
        tags.addAll(ruleTags);
        return tags;
    }

    private @Nullable Object figure(Function<PayerBehaviour, Optional<BigDecimal>> of) {
        return of.apply(behaviour.get().behaviour()).orElse(null);
    }

    /** Whether a message is a contact of an earlier day, claiming {@code id} when one is given. */
    private boolean counts(MessageState message, @Nullable ReceivableId id) {
        if (!message.wasReminder() || !message.on().isBefore(work.today)) {
            return false;
        }
        if (id == null) {
            return true;
        }
        MessageLine line = message.line(id).orElse(null);
        return line != null && line.role() == MessageLine.Role.CLAIMED;
    }

    private long messages(@Nullable ReceivableId id) {
        long count = 0;
        for (MessageState message : work.memory().messages()) {
            if (counts(message, id)) {
                count++;
            }
        }
        return count;
    }

    private @Nullable LocalDate lastMessage(@Nullable ReceivableId id) {
        LocalDate last = null;
        for (MessageState message : work.memory().messages()) {
            if (counts(message, id) && (last == null || message.on().isAfter(last))) {
                last = message.on();
            }
        }
        return last;
    }

    private @Nullable Object since(@Nullable LocalDate date) {
        return date == null ? null : work.today.toEpochDay() - date.toEpochDay();
    }

    private @Nullable Object sinceContact() {
        LocalDate last = lastMessage(null);
        for (LoggedContact contact : work.memory().contacts()) {
            if (contact.date().isBefore(work.today)
                    && (last == null || contact.date().isAfter(last))) {
                last = contact.date();
            }
        }
        return since(last);
    }

    private @Nullable Object stage() {
        return invoice().progress.steps().stream()
                .filter(step -> step.state() == StepState.DONE && step.on().isBefore(work.today))
                .map(StepExecution::step)
                .map(step -> step.stage())
                .max(Stage::compareTo)
                .map(Stage::name)
                .orElse(null);
    }
}
