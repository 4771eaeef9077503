package io.relance.receivable;

import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * A credit note. What no {@link Allocation} has used is unallocated credit.
 *
 * @param amount incl. VAT, at least 0
 * @param recordedAt when the books learnt of it
 */
public record CreditNote(DocumentId id, LocalDate issued, Money amount, Instant recordedAt) {
    /** @throws IllegalArgumentException when {@code amount} is negative */
    public CreditNote {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("the amount of credit note " + id + " is negative: " + amount);
        }
    }
}
