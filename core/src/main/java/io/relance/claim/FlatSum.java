package io.relance.claim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A sum for the cost of recovery, owed once for each invoice that is paid late.
 *
 * @param tiers by the size of the debt, ascending; the last has no bound
 */
public record FlatSum(List<Tier> tiers) {
    /**
     * A sum for debts up to a size.
     *
     * @param below debts below it; empty: of any size
     */
    public record Tier(Optional<Money> below, Money sum) {
        /** @throws IllegalArgumentException when the bound or the sum is not above 0 */
        public Tier {
            if (!sum.isPositive() || below.filter(bound -> !bound.isPositive()).isPresent()) {
                throw new IllegalArgumentException("a flat sum and its bound are above 0, and not " + sum
                        + below.map(bound -> " below " + bound).orElse(""));
            }
        }
    }

    /** @throws IllegalArgumentException when bounds don't ascend, currencies differ, or the last has a bound */
    public FlatSum {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.get(tiers.size() - 1).below().isPresent()) {
            throw new IllegalArgumentException("the last tier of a flat sum has no bound");
        }
        CurrencyUnit currency = tiers.get(0).sum().getCurrencyUnit();
        for (int i = 0; i < tiers.size(); i++) {
            Tier tier = tiers.get(i);
            if (Stream.concat(Stream.of(tier.sum()), tier.below().stream())
                    .anyMatch(money -> !money.getCurrencyUnit().equals(currency))) {
                throw new IllegalArgumentException(
                        "tier " + (i + 1) + " of a flat sum is not all in " + currency + ", as its first sum is");
            }
        }
        for (int i = 0; i + 1 < tiers.size(); i++) {
            int number = i + 1;
            Money bound = tiers.get(i)
                    .below()
                    .orElseThrow(() -> new IllegalArgumentException("tier " + number + " of a flat sum needs a bound"));
            Optional<Money> next = tiers.get(i + 1).below();
            if (next.isPresent() && !bound.isLessThan(next.get())) {
                throw new IllegalArgumentException(
                        "the bounds of a flat sum must ascend: " + bound + ", " + next.get());
            }
        }
    }

    /** The same sum for every debt. */
    public static FlatSum of(String sum) {
        return new FlatSum(List.of(new Tier(Optional.empty(), Money.parse(sum))));
    }

    /**
     * The sum for a debt.
     *
     * @return empty when it depends on the size, and the debt is in another currency than the bounds
     */
    public Optional<Money> forDebt(Money debt) {
        for (Tier tier : tiers) {
            if (tier.below().isEmpty()) {
                return Optional.of(tier.sum());
            }
            Money bound = tier.below().get();
            if (!bound.getCurrencyUnit().equals(debt.getCurrencyUnit())) {
                return Optional.empty();
            }
            if (debt.isLessThan(bound)) {
                return Optional.of(tier.sum());
            }
        }
        throw new IllegalStateException("the last tier has no bound");
    }
}
