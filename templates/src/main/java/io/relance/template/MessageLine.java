package io.relance.template;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that a message claims or, when soon due, lists.
 *
 * <p>Required: number, dates, gross open amount. Defaults: claimed = the whole open amount, 0 days late, not soon due, not
 * collected. Immutable.
 */
public final class MessageLine {
    private final String invoice;
    private final LocalDate issueDate;
    private final LocalDate dueDate;
    private final Money open;
    private final Money claimed;
    private final int daysLate;
    private final boolean soonDue;
    private final @Nullable CollectionDay collection;

    private MessageLine(Builder builder) {
        this.invoice = builder.invoice;
        this.issueDate = builder.issueDate;
        this.dueDate = builder.dueDate;
        this.open = builder.open;
        this.claimed = builder.claimed == null ? builder.open : builder.claimed;
        this.daysLate = builder.daysLate;
        this.soonDue = builder.soonDue;
        this.collection = builder.collection;
        if (claimed.isNegative() || claimed.isGreaterThan(open)) {
            throw new IllegalArgumentException("invoice " + invoice + " has " + open
                    + " open, so a message claims between 0 and that, but not " + claimed);
        }
        if (collection != null && !soonDue) {
            throw new IllegalArgumentException("invoice " + invoice
                    + " is claimed as overdue: only one that is soon due is announced as collected by direct debit");
        }
    }

    /**
     * A builder for the invoice.
     *
     * @param invoice its number, as the debtor knows it
     * @param open the gross open amount
     */
    public static Builder builder(String invoice, LocalDate issueDate, LocalDate dueDate, Money open) {
        return new Builder(invoice, issueDate, dueDate, open);
    }

    /** The invoice's number, as the debtor knows it. */
    public String invoice() {
        return invoice;
    }

    /** The date of issue. */
    public LocalDate issueDate() {
        return issueDate;
    }

    /** The due date. */
    public LocalDate dueDate() {
        return dueDate;
    }

    /** What is open, before anything is set aside. */
    public Money open() {
        return open;
    }

    /** What the message claims of it: the dunnable amount. */
    public Money claimed() {
        return claimed;
    }

    /** Days late; shown when above 0. */
    public int daysLate() {
        return daysLate;
    }

    /** Whether it is listed as soon due rather than claimed as overdue. */
    public boolean soonDue() {
        return soonDue;
    }

    /** When the claimed amount is collected by direct debit; empty: the customer is to pay it. Soon-due lines only. */
    public Optional<CollectionDay> collection() {
        return Optional.ofNullable(collection);
    }

    /** A builder that starts from this line. */
    public Builder toBuilder() {
        Builder builder = new Builder(invoice, issueDate, dueDate, open);
        builder.claimed = claimed;
        builder.daysLate = daysLate;
        builder.soonDue = soonDue;
        builder.collection = collection;
        return builder;
    }

    /** For people: {@code F-1 due 2026-03-01, EUR 100.00 of EUR 120.00}. */
    @Override
    public String toString() {
        return invoice + " due " + dueDate + ", " + claimed + " of " + open;
    }

    /** Collects a line; not for several threads. */
    public static final class Builder {
        private final String invoice;
        private final LocalDate issueDate;
        private final LocalDate dueDate;
        private final Money open;
        private @Nullable Money claimed;
        private int daysLate;
        private boolean soonDue;
        private @Nullable CollectionDay collection;

        private Builder(String invoice, LocalDate issueDate, LocalDate dueDate, Money open) {
            this.invoice = invoice;
            this.issueDate = issueDate;
            this.dueDate = dueDate;
            this.open = open;
        }

        /** See {@link MessageLine#claimed}. */
        public Builder claimed(Money claimed) {
            this.claimed = claimed;
            return this;
        }

        /** See {@link MessageLine#daysLate}. */
        public Builder daysLate(int daysLate) {
            this.daysLate = daysLate;
            return this;
        }

        /** See {@link MessageLine#soonDue}. */
        public Builder soonDue(boolean soonDue) {
            this.soonDue = soonDue;
            return this;
        }

        /** See {@link MessageLine#collection}. */
        public Builder collection(CollectionDay collection) {
            this.collection = collection;
            return this;
        }

        /**
         * The line.
         *
         * @throws IllegalArgumentException when more is claimed than is open, or less than 0, or a line that is not soon due is collected
         * @throws org.joda.money.CurrencyMismatchException when the two are in different currencies
         */
        public MessageLine build() {
            return new MessageLine(this);
        }
    }
}
