package io.relance.receivable;

import io.relance.money.Tolerance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<SourceKey, List<Movement>> uses;

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
        this.uses = new HashMap<>();
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
        movements.values().forEach(list -> list.sort(BY_DATE));
        uses.values().forEach(list -> list.sort(BY_DATE));
        refuseOverAllocation();
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
        return java.util.Collections.unmodifiableList(movements.getOrDefault(receivable, List.of()));
    }

    /** What {@code payment} was applied to, by the day it took effect; reversals too. */
    public List<Movement> uses(Payment payment) {
        return usesOf(Allocation.Source.PAYMENT, payment.id());
    }

    /** What {@code note} was applied to, by the day it took effect; reversals too. */
    public List<Movement> uses(CreditNote note) {
        return usesOf(Allocation.Source.CREDIT_NOTE, note.id());
    }

    private List<Movement> usesOf(Allocation.Source source, DocumentId document) {
        return java.util.Collections.unmodifiableList(uses.getOrDefault(new SourceKey(source, document), List.of()));
    }

    /** The account at the end of {@code date}. */
    public LedgerPosition asOf(LocalDate date, Tolerance tolerance) {
        List<OpenItem> items = new ArrayList<>(receivables.size());
        Map<ReceivableId, OpenItem> byId = new HashMap<>();
        for (Receivable receivable : receivables) {
            if (receivable.existsOn(date)) {
                OpenItem item = itemAsOf(receivable, date, tolerance);
                items.add(item);
                byId.put(receivable.id(), item);
            }
        }
        List<UnallocatedCredit> credits = new ArrayList<>();
        for (Payment payment : payments) {
            if (payment.standsOn(date)) {
                addRemaining(
                        credits, Allocation.Source.PAYMENT, payment.id(), payment.valueDate(), payment.amount(), date);
            }
        }
        for (CreditNote note : creditNotes) {
            if (!note.issued().isAfter(date)) {
                addRemaining(credits, Allocation.Source.CREDIT_NOTE, note.id(), note.issued(), note.amount(), date);
            }
        }
        credits.sort(CREDIT_ORDER);
        return new LedgerPosition(
                date,
                java.util.Collections.unmodifiableList(items),
                byId,
                java.util.Collections.unmodifiableList(credits));
    }

    private void addRemaining(
            List<UnallocatedCredit> credits,
            Allocation.Source source,
            DocumentId document,
            LocalDate since,
            Money amount,
            LocalDate date) {
        long used = 0;
        for (Movement use : uses.getOrDefault(new SourceKey(source, document), List.of())) {
            if (!use.effective().isAfter(date)) {
                used = Math.addExact(used, use.amount().getAmountMinorLong());
            }
        }
        long left = Math.subtractExact(amount.getAmountMinorLong(), used);
        if (left > 0) {
            credits.add(new UnallocatedCredit(source, document, since, minor(amount.getCurrencyUnit(), left)));
        }
    }

    private OpenItem itemAsOf(Receivable receivable, LocalDate date, Tolerance tolerance) {
        CurrencyUnit unit = receivable.amount().getCurrencyUnit();
        long limit = tolerance.minor(unit);
        long open = receivable.amount().getAmountMinorLong();
        long paid = 0;
        long credited = 0;
        long writtenOff = 0;
        boolean dateAssumed = false;
        LocalDate within = open <= limit ? receivable.issued() : null;
        List<Movement> changes = movements.getOrDefault(receivable.id(), List.of());
        for (int i = 0; i < changes.size(); i++) {
            Movement change = changes.get(i);
            if (change.effective().isAfter(date)) {
                break;
            }
            long amount = change.amount().getAmountMinorLong();
            open = Math.subtractExact(open, amount);
            dateAssumed |= change.dateAssumed();
            switch (change.kind()) {
                case PAYMENT -> paid = Math.addExact(paid, amount);
                case CREDIT_NOTE -> credited = Math.addExact(credited, amount);
                case WRITE_OFF -> writtenOff = Math.addExact(writtenOff, amount);
            }
            boolean dayEnds =
                    i + 1 == changes.size() || changes.get(i + 1).effective().isAfter(change.effective());
            if (dayEnds) {
                if (open > limit) {
                    within = null;
                } else if (within == null) {
                    within = change.effective();
                }
            }
        }
        ItemState state = open > limit
                ? ItemState.OPEN
                : writtenOff > limit
                        ? ItemState.WRITTEN_OFF
                        : paid > 0 ? ItemState.SETTLED : credited > 0 ? ItemState.CANCELLED : ItemState.NEGLIGIBLE;
        return new OpenItem(
                receivable,
                minor(unit, open),
                minor(unit, paid),
                minor(unit, credited),
                minor(unit, writtenOff),
                state,
                state == ItemState.SETTLED ? Optional.ofNullable(within) : Optional.empty(),
                state == ItemState.SETTLED && dateAssumed);
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
        uses.forEach(AccountLedger::refuseTakingBackBeyond);
        for (Receivable receivable : receivables) {
            refuseBeyond(
                    receivable.amount(),
                    movements.getOrDefault(receivable.id(), List.of()),
                    "more was allocated than the receivable's amount");
        }
        for (Payment payment : payments) {
            refuseBeyond(
                    payment.amount(),
                    uses.getOrDefault(new SourceKey(Allocation.Source.PAYMENT, payment.id()), List.of()),
                    "more was allocated than the payment's amount");
        }
        for (CreditNote note : creditNotes) {
            refuseBeyond(
                    note.amount(),
                    uses.getOrDefault(new SourceKey(Allocation.Source.CREDIT_NOTE, note.id()), List.of()),
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
