package io.relance.receivable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Money received. What no {@link Allocation} has used is unallocated credit (a payment on account).
 *
 * @param valueDate the day the money was there
 * @param amount at least 0
 * @param recordedAt when the books learnt of it; decides whether a promise was kept by it and whether thanks are due
 * @param dateAssumed the books say that it was paid, not when: the value date only says from when on the money counts, and
 *     nothing of how late the customer paid
 * @param rejectedOn the day on which the bank took the money back (a rejected debit, a cheque without funds): from then on
 *     nothing of it is left as credit; what it was applied to is open again by a reversal of its allocations
 */
public record Payment(
        DocumentId id,
        LocalDate valueDate,
        Money amount,
        Instant recordedAt,
        boolean dateAssumed,
        Optional<LocalDate> rejectedOn) {
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

    /** Money received, perhaps on a day that the books don't know. */
    public Payment(DocumentId id, LocalDate valueDate, Money amount, Instant recordedAt, boolean dateAssumed) {
        this(id, valueDate, amount, recordedAt, dateAssumed, Optional.empty());
    }

    /** The same payment, taken back by the bank on {@code day}. */
    public Payment rejected(LocalDate day) {
        return new Payment(id, valueDate, amount, recordedAt, dateAssumed, Optional.of(day));
    }

    /** Whether the money is there on {@code date}: received, and not taken back. */
    public boolean standsOn(LocalDate date) {
        return !valueDate.isAfter(date)
                && rejectedOn.filter(day -> !day.isAfter(date)).isEmpty();
    }
}
