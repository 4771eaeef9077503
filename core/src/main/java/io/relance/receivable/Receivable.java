package io.relance.receivable;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Something that is owed: an invoice, an instalment or a claim. What is still open on a day follows from the
 * {@link Allocation}s of its {@link AccountLedger}, never from a field here.
 *
 * <p>Defaults: {@link Kind#INVOICE}, {@link CollectionMode#MANUAL}, no flag. Immutable.
 */
public final class Receivable {
    /** What a receivable came from. */
    public enum Kind {
        /** An invoice for goods or services: part of the sales. */
        INVOICE,
        /** A part of a sum with a due date of its own. */
        INSTALMENT,
        /** Interest, a flat sum or a fee: owed, but no sale. */
        CLAIM
    }

    /** Who moves first when the due date comes. */
    public enum CollectionMode {
        /** The customer pays by himself: the default. */
        MANUAL,
        /** The creditor collects on a live mandate; the customer is only told beforehand. */
        AUTOMATIC,
        /** A collection on the mandate failed: reminded like any other. */
        AUTOMATIC_FAILED
    }

    private final ReceivableId id;
    private final Kind kind;
    private final LocalDate issued;
    private final LocalDate due;
    private final Money amount;
    private final long amountMinor;
    private final CollectionMode collection;
    private final boolean cashSale;
    private final boolean doubtful;
    private final @Nullable LocalDate disputedFrom;
    private final @Nullable LocalDate assignedFrom;
    private final @Nullable LocalDate litigationFrom;
    private final @Nullable LocalDate insolvencyFrom;
    private final @Nullable String scenario;
    private final Map<String, FieldValue> fields;

    private Receivable(Builder builder) {
        this.id = builder.id;
        this.kind = builder.kind;
        this.issued = builder.issued;
        this.due = builder.due;
        this.amount = builder.amount;
        this.amountMinor = builder.amount.getAmountMinorLong();
        this.collection = builder.collection;
        this.cashSale = builder.cashSale;
        this.doubtful = builder.doubtful;
        this.disputedFrom = builder.disputedFrom;
        this.assignedFrom = builder.assignedFrom;
        this.litigationFrom = builder.litigationFrom;
        this.insolvencyFrom = builder.insolvencyFrom;
        this.scenario = builder.scenario;
        this.fields = builder.fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(builder.fields));
    }

    /**
     * A builder for an invoice.
     *
     * @param amount incl. VAT, at least 0
     */
    public static Builder invoice(String number, LocalDate issued, LocalDate due, Money amount) {
        return new Builder(new ReceivableId(number), issued, due, amount);
    }

    /** The number, unique within the creditor. */
    public ReceivableId id() {
        return id;
    }

    /** What it came from. */
    public Kind kind() {
        return kind;
    }

    /** The day it came into being; it does not exist before. */
    public LocalDate issued() {
        return issued;
    }

    /** The day by which it is to be paid, as written on it. */
    public LocalDate due() {
        return due;
    }

    /** The original amount incl. VAT, at least 0. */
    public Money amount() {
        return amount;
    }

    /** The amount in minor units, converted once. */
    long amountMinor() {
        return amountMinor;
    }

    /** Who moves first when the due date comes. */
    public CollectionMode collection() {
        return collection;
    }

    /** Paid on the spot: left out of the sales that DSO divides by. */
    public boolean cashSale() {
        return cashSale;
    }

    /** Flagged doubtful in the books. */
    public boolean doubtful() {
        return doubtful;
    }

    /** From when on the books flag the whole open amount as disputed. */
    public Optional<LocalDate> disputedFrom() {
        return Optional.ofNullable(disputedFrom);
    }

    /** From when on it belongs to a factor or a credit insurer. */
    public Optional<LocalDate> assignedFrom() {
        return Optional.ofNullable(assignedFrom);
    }

    /** From when on it is before a court or with a collection agency. */
    public Optional<LocalDate> litigationFrom() {
        return Optional.ofNullable(litigationFrom);
    }

    /** The judgment date of the insolvency proceedings that the books tie it to. */
    public Optional<LocalDate> insolvencyFrom() {
        return Optional.ofNullable(insolvencyFrom);
    }

    /** The scenario that the host chose for this receivable, by id. */
    public Optional<String> scenario() {
        return Optional.ofNullable(scenario);
    }

    /** The host's own fields, by name. */
    public Map<String, FieldValue> fields() {
        return fields;
    }

    /** Whether it exists on {@code date}. */
    public boolean existsOn(LocalDate date) {
        return !issued.isAfter(date);
    }

    /** A builder that starts from this receivable. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, issued, due, amount);
        builder.kind = kind;
        builder.collection = collection;
        builder.cashSale = cashSale;
        builder.doubtful = doubtful;
        builder.disputedFrom = disputedFrom;
        builder.assignedFrom = assignedFrom;
        builder.litigationFrom = litigationFrom;
        builder.insolvencyFrom = insolvencyFrom;
        builder.scenario = scenario;
        builder.fields.putAll(fields);
        return builder;
    }

    @Override
    public String toString() {
        return id + " of " + amount + " due " + due;
    }

    /** Collects a receivable; not for several threads. */
    public static final class Builder {
        private final ReceivableId id;
        private final LocalDate issued;
        private final LocalDate due;
        private final Money amount;
        private Kind kind = Kind.INVOICE;
        private CollectionMode collection = CollectionMode.MANUAL;
        private boolean cashSale;
        private boolean doubtful;
        private @Nullable LocalDate disputedFrom;
        private @Nullable LocalDate assignedFrom;
        private @Nullable LocalDate litigationFrom;
        private @Nullable LocalDate insolvencyFrom;
        private @Nullable String scenario;
        private final Map<String, FieldValue> fields = new TreeMap<>();

        private Builder(ReceivableId id, LocalDate issued, LocalDate due, Money amount) {
            if (amount.isNegative()) {
                throw new IllegalArgumentException(
                        "the amount of " + id + " is negative (" + amount + "): that is a credit note");
            }
            this.id = id;
            this.issued = issued;
            this.due = due;
            this.amount = amount;
        }

        /** See {@link Receivable#kind}. */
        public Builder kind(Kind kind) {
            this.kind = kind;
            return this;
        }

        /** See {@link Receivable#collection}. */
        public Builder collection(CollectionMode collection) {
            this.collection = collection;
            return this;
        }

        /** See {@link Receivable#cashSale}. */
        public Builder cashSale(boolean cashSale) {
            this.cashSale = cashSale;
            return this;
        }

        /** See {@link Receivable#doubtful}. */
        public Builder doubtful(boolean doubtful) {
            this.doubtful = doubtful;
            return this;
        }

        /** See {@link Receivable#disputedFrom}. */
        public Builder disputedFrom(LocalDate from) {
            this.disputedFrom = from;
            return this;
        }

        /** See {@link Receivable#assignedFrom}. */
        public Builder assignedFrom(LocalDate from) {
            this.assignedFrom = from;
            return this;
        }

        /** See {@link Receivable#litigationFrom}. */
        public Builder litigationFrom(LocalDate from) {
            this.litigationFrom = from;
            return this;
        }

        /** See {@link Receivable#insolvencyFrom}. */
        public Builder insolvencyFrom(LocalDate judgment) {
            this.insolvencyFrom = judgment;
            return this;
        }

        /** See {@link Receivable#scenario}. */
        public Builder scenario(String scenarioId) {
            this.scenario = scenarioId;
            return this;
        }

        /** Sets a field of the host's own. */
        public Builder field(String name, FieldValue value) {
            fields.put(name, value);
            return this;
        }

        /** The receivable. */
        public Receivable build() {
            return new Receivable(this);
        }
    }
}
