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
 * @param reversedOn the day of a reversal (a rejected debit, an unmatching); empty for an allocation, which takes effect
 *     when both its documents exist
 */
public record Allocation(
        Source source, DocumentId document, ReceivableId receivable, Money amount, Optional<LocalDate> reversedOn) {
    /** What can be applied to a receivable. */
    public enum Source {
        /** A {@link Payment}, effective on its value date. */
        PAYMENT,
        /** A {@link CreditNote}, effective on its issue date. */
        CREDIT_NOTE
    }

    /** @throws IllegalArgumentException when the sign of the amount and the day of reversal don't go together */
    public Allocation {
        if (amount.isZero()) {
            throw new IllegalArgumentException("an allocation of " + document + " to " + receivable + " is 0");
        }
        if (amount.isNegative() != reversedOn.isPresent()) {
            throw new IllegalArgumentException("an allocation of " + document + " to " + receivable + " of " + amount
                    + (amount.isNegative() ? " needs the day of its reversal" : " must have no day of reversal"));
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

    /** {@code amount} (above 0) of this allocation taken back on {@code date}. */
    public Allocation reversed(Money amount, LocalDate date) {
        return new Allocation(source, document, receivable, amount.negated(), Optional.of(date));
    }
}
