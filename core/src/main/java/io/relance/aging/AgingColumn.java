package io.relance.aging;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/**
 * One column of an aging balance.
 *
 * @param label for people, see {@link AgingBuckets#label}
 * @param fromDays the least age in days; empty for what is not due
 * @param toDays the greatest age in days; empty for the last column
 * @param amount open amounts, credit never taken off
 * @param items how many receivables have something open in it
 * @param parts how much of the amount is disputed, on a plan and so on
 */
public record AgingColumn(
        String label, OptionalInt fromDays, OptionalInt toDays, Money amount, long items, AgingParts parts) {
    AgingColumn plus(AgingColumn other) {
        return new AgingColumn(
                label,
                fromDays,
                toDays,
                amount.plus(other.amount),
                Math.addExact(items, other.items),
                parts.plus(other.parts));
    }

    AgingColumn mapped(UnaryOperator<Money> change) {
        return new AgingColumn(label, fromDays, toDays, change.apply(amount), items, parts.mapped(change));
    }
}
