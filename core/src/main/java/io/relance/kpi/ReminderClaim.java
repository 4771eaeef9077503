package io.relance.kpi;

import io.relance.delivery.MessageId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * One message claiming one invoice: the unit of {@link ReminderConversion}.
 *
 * @param sent the business date of its hand-over
 * @param claimed above 0, in the invoice's currency
 */
public record ReminderClaim(MessageId message, LocalDate sent, ReceivableId invoice, Money claimed) {
    /** @throws IllegalArgumentException when {@code claimed} is not above 0 */
    public ReminderClaim {
        if (!claimed.isPositive()) {
            throw new IllegalArgumentException(
                    "message " + message + " must claim more than 0 of " + invoice + ", but claimed " + claimed);
        }
    }
}
