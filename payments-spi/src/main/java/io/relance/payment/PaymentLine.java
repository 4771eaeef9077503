package io.relance.payment;

import io.relance.receivable.ReceivableId;
import org.joda.money.Money;

/**
 * What is asked for one receivable: all that is open of it, or a part.
 *
 * @param amount above 0
 */
public record PaymentLine(ReceivableId receivable, Money amount) {
    /** @throws IllegalArgumentException when the amount is not above 0 */
    public PaymentLine {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException(
                    "a payment line asks for more than 0, but " + receivable + " for " + amount);
        }
    }
}
