package io.relance.template;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One entry of a statement of account.
 *
 * @param date the day on which it counts
 * @param reference the document's number, or what the debtor knows the payment by; may be empty
 * @param due the due date of what is to be paid
 * @param amount what it adds to what the debtor owes: above 0 for invoices, claims and reversed payments, below for credit notes
 *     and payments
 */
public record StatementEntry(LocalDate date, Type type, String reference, Optional<LocalDate> due, Money amount) {
    /** What an entry is; the templates put it into the reader's words. */
    public enum Type {
        /** An invoice. */
        INVOICE,
        /** A credit note. */
        CREDIT_NOTE,
        /** A payment. */
        PAYMENT,
        /** A payment that was taken back: a rejected debit. */
        REVERSED_PAYMENT,
        /** Interest or a flat sum for late payment. */
        CLAIM,
        /** A correction in either direction. */
        ADJUSTMENT
    }

    /** @throws IllegalArgumentException when the amount's sign is not that of the type */
    public StatementEntry {
        boolean fits = switch (type) {
            case INVOICE, CLAIM, REVERSED_PAYMENT -> amount.isPositive();
            case CREDIT_NOTE, PAYMENT -> amount.isNegative();
            case ADJUSTMENT -> !amount.isZero();
        };
        if (!fits) {
            throw new IllegalArgumentException("an entry of type " + type + " can't come to " + amount
                    + ": invoices, claims and reversed payments are above 0, credit notes and payments below");
        }
    }

    /** An invoice and its due date. */
    public static StatementEntry invoice(LocalDate date, String number, LocalDate due, Money amount) {
        return new StatementEntry(date, Type.INVOICE, number, Optional.of(due), amount);
    }

    /**
     * A payment.
     *
     * @param amount what was paid, above 0
     */
    public static StatementEntry payment(LocalDate date, String reference, Money amount) {
        return new StatementEntry(date, Type.PAYMENT, reference, Optional.empty(), amount.negated());
    }

    /**
     * A credit note.
     *
     * @param amount what it credits, above 0
     */
    public static StatementEntry creditNote(LocalDate date, String number, Money amount) {
        return new StatementEntry(date, Type.CREDIT_NOTE, number, Optional.empty(), amount.negated());
    }
}
