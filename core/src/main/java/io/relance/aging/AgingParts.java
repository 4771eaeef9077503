package io.relance.aging;

import java.util.function.UnaryOperator;
import org.joda.money.Money;

/**
 * How much of a column is in a particular situation. The parts may overlap: an item can be disputed and in litigation.
 *
 * @param disputed the sum of disputed parts
 * @param onPlan open amounts of items on a live instalment plan, which keep their contractual due date here
 * @param assigned open amounts of items with a factor or a credit insurer
 * @param insolvent open amounts of items caught in insolvency proceedings
 * @param inLitigation open amounts of items before a court or with a collection agency
 */
public record AgingParts(Money disputed, Money onPlan, Money assigned, Money insolvent, Money inLitigation) {
    AgingParts plus(AgingParts other) {
        return new AgingParts(
                disputed.plus(other.disputed),
                onPlan.plus(other.onPlan),
                assigned.plus(other.assigned),
                insolvent.plus(other.insolvent),
                inLitigation.plus(other.inLitigation));
    }

    AgingParts mapped(UnaryOperator<Money> change) {
        return new AgingParts(
                change.apply(disputed),
                change.apply(onPlan),
                change.apply(assigned),
                change.apply(insolvent),
                change.apply(inLitigation));
    }
}
