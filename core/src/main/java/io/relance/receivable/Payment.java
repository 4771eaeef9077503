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
 */
public record Payment(DocumentId id, LocalDate valueDate, Money amount, Instant recordedAt) {
    /** @throws IllegalArgumentException when {@code amount} is negative */
    public Payment {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("the amount of payment " + id + " is negative: " + amount);
        }
    }
}
