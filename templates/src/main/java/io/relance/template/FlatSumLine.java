package io.relance.template;

import org.joda.money.Money;

/**
 * The flat sum for the cost of recovering one invoice.
 *
 * @param invoice its number, as the debtor knows it
 * @param amount in the currency of the law, which need not be the invoice's; 0 says that it is waived or paid
 */
public record FlatSumLine(String invoice, Money amount) {
    /** @throws IllegalArgumentException when it is below 0 */
    public FlatSumLine {
        if (amount.isNegative()) {
            throw new IllegalArgumentException(
                    "the flat sum for invoice " + invoice + " can't be below 0, but was " + amount);
        }
    }
}
