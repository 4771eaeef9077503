package io.relance.receivable;

import io.relance.money.Tolerance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the books say of one account: its customer, receivables, credit notes, payments, write-offs, and which was applied
 * to which. Every figure of any day follows from it ({@link #asOf}).
 *
 * <p>An allocation takes effect on the latest of the value date (or issue date) of what is applied and the issue date of
 * what it is applied to; a reversal on its own day, and what uses the money that it freed not before. The order in which
 * documents are given makes no difference. Immutable.
 */
public final class AccountLedger {
    private static final Comparator<Receivable> BY_DUE_THEN_NUMBER =
            Comparator.comparing(Receivable::due).thenComparing(Receivable::id);
    private static final Comparator<Movement> BY_DATE = Comparator.comparing(Movement::effective)
            .thenComparing(Movement::recordedAt)
            .thenComparing(Movement::document)
            .thenComparing(Movement::kind)
            .thenComparing(m -> m.amount().getAmountMinorLong());
    private static final Comparator<UnallocatedCredit> CREDIT_ORDER = Comparator.comparing(UnallocatedCredit::date)
            .thenComparing(UnallocatedCredit::source)
            .thenComparing(UnallocatedCredit::document);

    private final AccountId account;
    private final Customer customer;
    private final List<Receivable> receivables;
    private final List<CreditNote> creditNotes;
    private final List<Payment> payments;
    private final List<WriteOff> writeOffs;
    private final List<Allocation> allocations;
    private final @Nullable Instant recordedUpTo;
    private final @Nullable Instant completeUntil;
    private final Map<ReceivableId, List<Movement>> movements;
    /** What changed each receivable, in the order of the receivables. */
    private final List<List<Movement>> changes;
    /** What each payment was applied to, in the order of the payments. */
    private final List<List<Movement>> paymentUses;
    /** What each credit note was applied to, in the order of the credit notes. */
    private final List<List<Movement>> creditNoteUses;

    private final boolean reversals;

    private record SourceKey(Allocation.Source source, DocumentId document) {}

    private AccountLedger(Builder builder) {
        this.account = builder.account;
        this.customer = builder.customer;
        this.receivables =
                builder.receivables.values().stream().sorted(BY_DUE_THEN_NUMBER).toList();
        this.creditNotes = builder.creditNotes.values().stream()
                .sorted(Comparator.comparing(CreditNote::issued).thenComparing(CreditNote::id))
                .toList();
        this.payments = builder.payments.values().stream()
                .sorted(Comparator.comparing(Payment::valueDate).thenComparing(Payment::id))
                .toList();
        this.writeOffs = builder.writeOffs.stream()
                .sorted(Comparator.comparing(WriteOff::date).thenComparing(WriteOff::id))
                .toList();
        this.allocations = List.copyOf(builder.allocations);
        this.recordedUpTo = builder.recordedUpTo;
        this.completeUntil = builder.completeUntil;
        this.movements = new HashMap<>();
        this.reversals = allocations.stream().anyMatch(Allocation::isReversal);
        Map<SourceKey, List<Movement>> uses = new HashMap<>();
        for (Allocation allocation : allocations) {
            Movement movement = movement(builder, allocation);
            movements
                    .computeIfAbsent(movement.receivable(), id -> new ArrayList<>())
                    .add(movement);
            uses.computeIfAbsent(new SourceKey(allocation.source(), allocation.document()), key -> new ArrayList<>())
                    .add(movement);
        }
        for (WriteOff writeOff : writeOffs) {
            Receivable receivable = known(builder, writeOff.receivable(), "write-off " + writeOff.id());
            sameCurrency(writeOff.amount(), receivable.amount(), writeOff.id(), receivable.id());
            movements
                    .computeIfAbsent(writeOff.receivable(), id -> new ArrayList<>())
                    .add(new Movement(
                            writeOff.receivable(),
                            Movement.Kind.WRITE_OFF,
                            writeOff.id(),
                            latest(writeOff.date(), receivable.issued()),
                            writeOff.amount(),
                            writeOff.date().atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
        movements.replaceAll((id, list) -> sorted(list));
        uses.replaceAll((source, list) -> sorted(list));
        this.changes = receivables.stream()
                .map(receivable -> movements.getOrDefault(receivable.id(), List.of()))
                .toList();
        this.paymentUses = payments.stream()
                .map(payment -> uses.getOrDefault(new SourceKey(Allocation.Source.PAYMENT, payment.id()), List.of()))
                .toList();
        this.creditNoteUses = creditNotes.stream()
                .map(note -> uses.getOrDefault(new SourceKey(Allocation.Source.CREDIT_NOTE, note.id()), List.of()))
                .toList();
        uses.forEach(AccountLedger::refuseTakingBackBeyond);
        refuseOverAllocation();
    }

    private static List<Movement> sorted(List<Movement> list) {
        list.sort(BY_DATE);
        return Collections.unmodifiableList(list);
    }

    /** A builder for the account of {@code customer} with {@code creditor}. */
    public static Builder builder(CreditorId creditor, Customer customer) {
        return new Builder(new AccountId(creditor, customer.id()), customer);
    }

    /** Whose books, and whose account. */
    public AccountId account() {
        return account;
    }

    /** Who owes. */
    public Customer customer() {
        return customer;
    }

    /** Every receivable, by due date, then number. */
    public List<Receivable> receivables() {
        return receivables;
    }

    /** Every credit note, by issue date, then number. */
    public List<CreditNote> creditNotes() {
        return creditNotes;
    }

    /** Every payment, by value date, then number. */
    public List<Payment> payments() {
        return payments;
    }

    /** Every write-off, by date, then number. */
    public List<WriteOff> writeOffs() {
        return writeOffs;
    }

    /** Every allocation, as given. */
    public List<Allocation> allocations() {
        return allocations;
    }

    /** When the newest document known here was recorded, if the books say so. */
    public Optional<Instant> recordedUpTo() {
        return Optional.ofNullable(recordedUpTo);
    }

    /** Until when the books are known to be complete, if they say so; for the stale-ledger guard. */
    public Optional<Instant> completeUntil() {
        return Optional.ofNullable(completeUntil);
    }

    /** What changed the open amount of a receivable, by the day it took effect; empty when nothing did. */
    public List<Movement> movements(ReceivableId receivable) {
        return movements.getOrDefault(receivable, List.of());
    }

    /** Whether an allocation was ever taken back: only then can something be open again. */
    public boolean hasReversals() {
        return reversals;
    }

    /**
     * The last day up to {@code day}, included, on which the books changed: something was issued, paid, written off,
     * allocated or taken back.
     */
    public Optional<LocalDate> lastChange(LocalDate day) {
        LocalDate last = null;
        for (Receivable receivable : receivables) {
            last = laterUpTo(day, last, receivable.issued());
        }
        for (List<Movement> ofOne : changes) {
            for (Movement movement : ofOne) {
                last = laterUpTo(day, last, movement.effective());
            }
        }
        for (CreditNote note : creditNotes) {
            last = laterUpTo(day, last, note.issued());
        }
        for (Payment payment : payments) {
            last = laterUpTo(day, last, payment.valueDate());
        }
        for (WriteOff writeOff : writeOffs) {
            last = laterUpTo(day, last, writeOff.date());
        }
        return Optional.ofNullable(last);
    }

    private static @Nullable LocalDate laterUpTo(LocalDate end, @Nullable LocalDate last, LocalDate date) {
        return date.isAfter(end) || (last != null && !date.isAfter(last)) ? last : date;
    }

    /**
     * The first day after {@code day} for which the books hold something already: a document dated then, an allocation that
     * takes effect, a flag that begins.
     */
    public Optional<LocalDate> nextChange(LocalDate day) {
        LocalDate next = null;
        for (Receivable receivable : receivables) {
            next = earlierAfter(day, next, receivable.issued());
            next = earlierAfter(day, next, receivable.disputedFrom());
            next = earlierAfter(day, next, receivable.assignedFrom());
            next = earlierAfter(day, next, receivable.litigationFrom());
            next = earlierAfter(day, next, receivable.insolvencyFrom());
        }
        for (List<Movement> ofOne : changes) {
            for (Movement movement : ofOne) {
                next = earlierAfter(day, next, movement.effective());
            }
        }
        for (Payment payment : payments) {
            next = earlierAfter(day, next, payment.valueDate());
            next = earlierAfter(day, next, payment.rejectedOn());
        }
        for (CreditNote note : creditNotes) {
            next = earlierAfter(day, next, note.issued());
        }
        return Optional.ofNullable(next);
    }

    private static @Nullable LocalDate earlierAfter(LocalDate start, @Nullable LocalDate next, LocalDate date) {
        return !date.isAfter(start) || (next != null && !date.isBefore(next)) ? next : date;
    }

    private static @Nullable LocalDate earlierAfter(
            LocalDate start, @Nullable LocalDate next, Optional<LocalDate> date) {
        return date.isEmpty() ? next : earlierAfter(start, next, date.get());
    }

    /** Passes on every receivable with what changed its open amount, by the day it took effect. */
    public void forEachReceivable(BiConsumer<Receivable, List<Movement>> consumer) {
        forEach(receivables, changes, consumer);
    }

    /** Passes on every payment with what it was applied to, by the day it took effect; reversals too. */
    public void forEachPayment(BiConsumer<Payment, List<Movement>> consumer) {
        forEach(payments, paymentUses, consumer);
    }

    /** Passes on every credit note with what it was applied to, by the day it took effect; reversals too. */
    public void forEachCreditNote(BiConsumer<CreditNote, List<Movement>> consumer) {
        forEach(creditNotes, creditNoteUses, consumer);
    }

    private static <T> void forEach(
            List<T> documents, List<List<Movement>> movements, BiConsumer<T, List<Movement>> consumer) {
        for (int i = 0; i < documents.size(); i++) {
            consumer.accept(documents.get(i), movements.get(i));
        }
    }

    /** The account at the end of {@code date}. */
    public LedgerPosition asOf(LocalDate date, Tolerance tolerance) {
        List<OpenItem> items = new ArrayList<>(receivables.size());
        ItemPosition position = new ItemPosition(date, tolerance);
        for (int i = 0; i < receivables.size(); i++) {
            if (receivables.get(i).existsOn(date)) {
                items.add(position.of(receivables.get(i), changes.get(i)));
            }
        }
        List<UnallocatedCredit> credits = new ArrayList<>();
        for (int i = 0; i < payments.size(); i++) {
            Payment payment = payments.get(i);
            long left = payment.standsOn(date) ? left(payment.amount(), paymentUses.get(i), date) : 0;
            if (left > 0) {
                Money remaining = minor(payment.amount().getCurrencyUnit(), left);
                credits.add(
                        new UnallocatedCredit(Allocation.Source.PAYMENT, payment.id(), payment.valueDate(), remaining));
            }
        }
        for (int i = 0; i < creditNotes.size(); i++) {
            CreditNote note = creditNotes.get(i);
            long left = note.issued().isAfter(date) ? 0 : left(note.amount(), creditNoteUses.get(i), date);
            if (left > 0) {
                Money remaining = minor(note.amount().getCurrencyUnit(), left);
                credits.add(new UnallocatedCredit(Allocation.Source.CREDIT_NOTE, note.id(), note.issued(), remaining));
            }
        }
        credits.sort(CREDIT_ORDER);
        return new LedgerPosition(date, Collections.unmodifiableList(items), Collections.unmodifiableList(credits));
    }

    private static long left(Money amount, List<Movement> uses, LocalDate date) {
        long used = 0;
        for (Movement use : uses) {
            if (!use.effective().isAfter(date)) {
                used = Math.addExact(used, use.amount().getAmountMinorLong());
            }
        }
        return Math.subtractExact(amount.getAmountMinorLong(), used);
    }

    private static Movement movement(Builder builder, Allocation allocation) {
        Receivable receivable = known(builder, allocation.receivable(), "an allocation of " + allocation.document());
        LocalDate since;
        Instant recordedAt;
        Money total;
        Movement.Kind kind;
        boolean dateAssumed = false;
        switch (allocation.source()) {
            case PAYMENT -> {
                Payment payment = builder.payments.get(allocation.document());
                if (payment == null) {
                    throw new IllegalArgumentException("an allocation to " + receivable.id()
                            + " names the unknown payment " + allocation.document());
                }
                since = payment.valueDate();
                recordedAt = payment.recordedAt();
                total = payment.amount();
                dateAssumed = payment.dateAssumed();
                kind = Movement.Kind.PAYMENT;
            }
            case CREDIT_NOTE -> {
                CreditNote note = builder.creditNotes.get(allocation.document());
                if (note == null) {
                    throw new IllegalArgumentException("an allocation to " + receivable.id()
                            + " names the unknown credit note " + allocation.document());
                }
                since = note.issued();
                recordedAt = note.recordedAt();
                total = note.amount();
                kind = Movement.Kind.CREDIT_NOTE;
            }
            default -> throw new IllegalStateException("no such source: " + allocation.source());
        }
        sameCurrency(allocation.amount(), receivable.amount(), allocation.document(), receivable.id());
        sameCurrency(allocation.amount(), total, allocation.document(), receivable.id());
        LocalDate bothExist = latest(since, receivable.issued());
        LocalDate effective =
                allocation.from().map(day -> latest(day, bothExist)).orElse(bothExist);
        return new Movement(
                receivable.id(),
                kind,
                allocation.document(),
                effective,
                allocation.amount(),
                recordedAt,
                dateAssumed && !allocation.isReversal());
    }

    private static Receivable known(Builder builder, ReceivableId id, String who) {
        Receivable receivable = builder.receivables.get(id);
        if (receivable == null) {
            throw new IllegalArgumentException(who + " names the unknown receivable " + id);
        }
        return receivable;
    }

    private static void sameCurrency(Money amount, Money other, DocumentId document, ReceivableId receivable) {
        if (!amount.getCurrencyUnit().equals(other.getCurrencyUnit())) {
            throw new IllegalArgumentException(
                    document + " is in " + amount.getCurrencyUnit() + " and cannot be applied to " + receivable
                            + ": currencies are never mixed (" + other.getCurrencyUnit() + ")");
        }
    }

    private void refuseOverAllocation() {
        for (int i = 0; i < receivables.size(); i++) {
            refuseBeyond(
                    receivables.get(i).amount(), changes.get(i), "more was allocated than the receivable's amount");
        }
        for (int i = 0; i < payments.size(); i++) {
            refuseBeyond(payments.get(i).amount(), paymentUses.get(i), "more was allocated than the payment's amount");
        }
        for (int i = 0; i < creditNotes.size(); i++) {
            refuseBeyond(
                    creditNotes.get(i).amount(),
                    creditNoteUses.get(i),
                    "more was allocated than the credit note's amount");
        }
    }

    /** A reversal takes back what the same document had brought to the same receivable, and no more on any day. */
    private static void refuseTakingBackBeyond(SourceKey source, List<Movement> uses) {
        if (uses.stream().noneMatch(use -> use.amount().isNegative())) {
            return;
        }
        Map<ReceivableId, Long> brought = new HashMap<>();
        for (int i = 0; i < uses.size(); i++) {
            Movement use = uses.get(i);
            brought.merge(use.receivable(), use.amount().getAmountMinorLong(), Math::addExact);
            boolean dayEnds =
                    i + 1 == uses.size() || uses.get(i + 1).effective().isAfter(use.effective());
            if (dayEnds) {
                brought.forEach((receivable, minor) -> {
                    if (minor < 0) {
                        throw new OverAllocationException(
                                "more was taken back than had been allocated",
                                source.document(),
                                receivable,
                                minor(use.amount().getCurrencyUnit(), -minor));
                    }
                });
            }
        }
    }

    private static void refuseBeyond(Money amount, List<Movement> changes, String what) {
        long total = amount.getAmountMinorLong();
        long used = 0;
        Movement lastUse = null;
        for (int i = 0; i < changes.size(); i++) {
            Movement change = changes.get(i);
            used = Math.addExact(used, change.amount().getAmountMinorLong());
            if (change.amount().isPositive()) {
                lastUse = change;
            }
            boolean dayEnds =
                    i + 1 == changes.size() || changes.get(i + 1).effective().isAfter(change.effective());
            if (dayEnds && used > total && lastUse != null) {
                throw new OverAllocationException(
                        what, lastUse.document(), lastUse.receivable(), minor(amount.getCurrencyUnit(), used - total));
            }
        }
    }

    private static LocalDate latest(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static Money minor(CurrencyUnit unit, long minor) {
        return Money.ofMinor(unit, minor);
    }

    /**
     * The same books, with other data of their customer.
     *
     * @throws IllegalArgumentException when it is another customer
     */
    public AccountLedger withCustomer(Customer other) {
        if (!other.id().equals(customer.id())) {
            throw new IllegalArgumentException("the books of " + account + " are not those of customer " + other.id());
        }
        return builderFor(other).build();
    }

    /** A builder that starts from this ledger. */
    public Builder toBuilder() {
        return builderFor(customer);
    }

    private Builder builderFor(Customer of) {
        Builder builder = new Builder(account, of);
        receivables.forEach(builder::receivable);
        creditNotes.forEach(builder::creditNote);
        payments.forEach(builder::payment);
        builder.writeOffs.addAll(writeOffs);
        builder.allocations.addAll(allocations);
        builder.recordedUpTo = recordedUpTo;
        builder.completeUntil = completeUntil;
        return builder;
    }

    @Override
    public String toString() {
        return "ledger of " + account + ": " + receivables.size() + " receivables, " + creditNotes.size()
                + " credit notes, " + payments.size() + " payments";
    }

    /** Collects a ledger; not for several threads. */
    public static final class Builder {
        private final AccountId account;
        private final Customer customer;
        private final Map<ReceivableId, Receivable> receivables = new LinkedHashMap<>();
        private final Map<DocumentId, CreditNote> creditNotes = new LinkedHashMap<>();
        private final Map<DocumentId, Payment> payments = new LinkedHashMap<>();
        private final List<WriteOff> writeOffs = new ArrayList<>();
        private final List<Allocation> allocations = new ArrayList<>();
        private @Nullable Instant recordedUpTo;
        private @Nullable Instant completeUntil;

        private Builder(AccountId account, Customer customer) {
            this.account = account;
            this.customer = customer;
        }

        /** Adds a receivable; its number must be new. */
        public Builder receivable(Receivable receivable) {
            return unique(receivables.put(receivable.id(), receivable), "receivable", receivable.id());
        }

        /** Adds a credit note; its number must be new. */
        public Builder creditNote(CreditNote note) {
            return unique(creditNotes.put(note.id(), note), "credit note", note.id());
        }

        /** Adds a payment; its number must be new. */
        public Builder payment(Payment payment) {
            return unique(payments.put(payment.id(), payment), "payment", payment.id());
        }

        /** Adds a write-off. */
        public Builder writeOff(WriteOff writeOff) {
            writeOffs.add(writeOff);
            return this;
        }

        /** Adds an allocation, or the reversal of one. */
        public Builder allocation(Allocation allocation) {
            allocations.add(allocation);
            return this;
        }

        /** See {@link AccountLedger#recordedUpTo}. */
        public Builder recordedUpTo(Instant recordedUpTo) {
            this.recordedUpTo = recordedUpTo;
            return this;
        }

        /** See {@link AccountLedger#completeUntil}. */
        public Builder completeUntil(Instant completeUntil) {
            this.completeUntil = completeUntil;
            return this;
        }

        private Builder unique(@Nullable Object before, String what, Object id) {
            if (before != null) {
                throw new IllegalArgumentException("account " + account + " has two entries for " + what + " " + id);
            }
            return this;
        }

        /**
         * The ledger.
         *
         * @throws OverAllocationException when a document is allocated beyond its amount on any day
         * @throws IllegalArgumentException when an allocation names an unknown document or mixes currencies
         */
        public AccountLedger build() {
            return new AccountLedger(this);
        }
    }
}
