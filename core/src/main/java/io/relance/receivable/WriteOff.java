package io.relance.receivable;

import java.time.LocalDate;
import org.joda.money.Money;

/**
 * Part of a receivable that the creditor gave up: it is no longer open, and was never recovered.
 *
 * @param amount above 0
 */
public record WriteOff(DocumentId id, ReceivableId receivable, Money amount, LocalDate date) {
    /** @throws IllegalArgumentException when {@code amount} is not above 0 */
    public WriteOff {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("write-off " + id + " must be above 0, but was " + amount);
        }
    }
}
