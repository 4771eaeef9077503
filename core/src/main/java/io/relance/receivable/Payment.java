package io.relance.receivable;

import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * Money received. What no {@link Allocation} has used is unallocated credit (a payment on account).
 *
 * @param valueDate the day the money was there
 * @param amount at least 0
 * @param recordedAt when the books learnt of it; decides whether a promise was kept by it and whether thanks are due
 * @param dateAssumed the books say that it was paid, not when: the value date only says from when on the money counts, and
 *     nothing of how late the customer paid
 */
public record Payment(DocumentId id, LocalDate valueDate, Money amount, Instant recordedAt, boolean dateAssumed) {
    /** @throws IllegalArgumentException when {@code amount} is negative */
    public Payment {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("the amount of payment " + id + " is negative: " + amount);
        }
    }

    /** Money received on a day that the books know. */
    public Payment(DocumentId id, LocalDate valueDate, Money amount, Instant recordedAt) {
        this(id, valueDate, amount, recordedAt, false);
    }
}
