package io.relance.aging;

import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What is said of one open item on a day.
 *
 * @param disputed the disputed part, in the item's currency, at least 0; what exceeds the open amount does not count
 * @param flags what holds for the whole of it
 */
public record ItemFlags(Money disputed, Set<ItemFlag> flags) {
    /** @throws IllegalArgumentException when {@code disputed} is negative */
    public ItemFlags {
        if (disputed.isNegative()) {
            throw new IllegalArgumentException("a disputed part is at least 0, but was " + disputed);
        }
        flags = Set.copyOf(flags);
    }

    /** Nothing is said of an item in {@code unit}. */
    public static ItemFlags none(CurrencyUnit unit) {
        return new ItemFlags(Money.zero(unit), Set.of());
    }
}
