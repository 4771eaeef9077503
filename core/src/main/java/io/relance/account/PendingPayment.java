package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * Money on its way through a payment provider. It changes nothing of what is owed; it keeps reminders away.
 *
 * @param since the day the provider said so
 * @param lapses the last day on which it counts; after it a person looks
 */
public record PendingPayment(String id, ReceivableId receivable, Money amount, LocalDate since, LocalDate lapses) {
    /** Whether it counts on {@code date}. */
    public boolean isLive(LocalDate date) {
        return !since.isAfter(date) && !date.isAfter(lapses);
    }
}
