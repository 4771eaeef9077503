package io.relance.receivable;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Part of a payment or credit note applied to a receivable (lettrage); a negative amount takes such a part back.
 *
 * @param source what kind of document is applied
 * @param document its number
 * @param receivable what it is applied to
 * @param amount positive for an allocation, negative for a reversal, never 0
 * @param from the earliest day on which it takes effect: of a reversal the day of the rejected debit or unmatching, always
 *     given; of an allocation the day on which an unmatching freed its money, else empty: it takes effect when both its
 *     documents exist
 */
public record Allocation(
        Source source, DocumentId document, ReceivableId receivable, Money amount, Optional<LocalDate> from) {
    /** What can be applied to a receivable. */
    public enum Source {
        /** A {@link Payment}, effective on its value date. */
        PAYMENT,
        /** A {@link CreditNote}, effective on its issue date. */
        CREDIT_NOTE
    }

    /** @throws IllegalArgumentException when the amount is 0, or that of a reversal without its day */
    public Allocation {
        if (amount.isZero()) {
            throw new IllegalArgumentException("an allocation of " + document + " to " + receivable + " is 0");
        }
        if (amount.isNegative() && from.isEmpty()) {
            throw new IllegalArgumentException("an allocation of " + document + " to " + receivable + " of " + amount
                    + " needs the day of its reversal");
        }
    }

    /** Part of a payment applied to a receivable. */
    public static Allocation ofPayment(String payment, String receivable, Money amount) {
        return new Allocation(
                Source.PAYMENT, new DocumentId(payment), new ReceivableId(receivable), amount, Optional.empty());
    }

    /** Part of a credit note applied to a receivable. */
    public static Allocation ofCreditNote(String creditNote, String receivable, Money amount) {
        return new Allocation(
                Source.CREDIT_NOTE, new DocumentId(creditNote), new ReceivableId(receivable), amount, Optional.empty());
    }

    /**
     * This allocation, of money that was matched elsewhere before and freed by a reversal on {@code date}: until that day the
     * money stays where it was, so that the past keeps its figures.
     */
    public Allocation freedOn(LocalDate date) {
        return new Allocation(source, document, receivable, amount, Optional.of(date));
    }

    /** Whether it takes money back. */
    public boolean isReversal() {
        return amount.isNegative();
    }

    /**
     * {@code amount} of this allocation taken back on {@code date}.
     *
     * @throws IllegalArgumentException when the amount is not above 0
     */
    public Allocation reversed(Money amount, LocalDate date) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("what is taken back of " + document + " from " + receivable
                    + " must be above 0, but was " + amount);
        }
        return new Allocation(source, document, receivable, amount.negated(), Optional.of(date));
    }
}
