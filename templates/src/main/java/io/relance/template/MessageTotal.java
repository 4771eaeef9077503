package io.relance.template;

import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What the lines of one currency come to: gross less what is set aside less credit is the balance.
 *
 * @param gross the open amounts
 * @param setAside the parts that are not claimed for now: disputed, promised, being paid
 * @param credit the debtor's own credit counted against these lines
 * @param balance what is claimed
 * @param collected what of the balance is collected by direct debit
 */
public record MessageTotal(Money gross, Money setAside, Money credit, Money balance, Money collected) {
    /** @throws IllegalArgumentException when the first four do not add up, one is negative, or more is collected than claimed */
    public MessageTotal {
        if (!gross.minus(setAside).minus(credit).isEqual(balance)) {
            throw new IllegalArgumentException(
                    gross + " less " + setAside + " set aside less " + credit + " of credit is not " + balance);
        }
        if (setAside.isNegative() || credit.isNegative() || balance.isNegative()) {
            throw new IllegalArgumentException("the lines claim " + balance + " of " + gross + ", so at most "
                    + gross.minus(balance) + " of credit was counted against them, not " + credit);
        }
        if (collected.isNegative() || collected.isGreaterThan(balance)) {
            throw new IllegalArgumentException("the lines claim " + balance
                    + ", so between 0 and that is collected by direct debit, but not " + collected);
        }
    }

    /** The currency of all. */
    public CurrencyUnit currency() {
        return gross.getCurrencyUnit();
    }

    /** Whether the balance is anything but the gross amount. */
    public boolean hasDeductions() {
        return !gross.isEqual(balance);
    }

    /** What is left for the customer to pay: the balance less what is collected. */
    public Money toPay() {
        return balance.minus(collected);
    }
}
