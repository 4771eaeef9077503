package io.relance.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Of the promises that came due in a period, how many were kept, in one currency.
 *
 * @param cameDue how many came due
 * @param kept how many of them were kept wholly
 * @param promised the amounts of those that came due
 * @param promisedAndKept the amounts of those that were kept
 */
public record PromiseKeeping(CurrencyUnit currency, long cameDue, long kept, Money promised, Money promisedAndKept) {
    /**
     * The promises that came due in the {@code days} days ending on {@code date}, by currency code.
     *
     * @param days at least 1
     */
    public static List<PromiseKeeping> of(Collection<PromiseOutcome> outcomes, LocalDate date, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a period has at least 1 day, but was given " + days);
        }
        LocalDate start = date.minusDays(days);
        Map<CurrencyUnit, PromiseKeeping> sums = new TreeMap<>();
        for (PromiseOutcome outcome : outcomes) {
            if (outcome.cameDue().isAfter(start) && !outcome.cameDue().isAfter(date)) {
                CurrencyUnit unit = outcome.amount().getCurrencyUnit();
                PromiseKeeping one = new PromiseKeeping(
                        unit,
                        1,
                        outcome.kept() ? 1 : 0,
                        outcome.amount(),
                        outcome.kept() ? outcome.amount() : Money.zero(unit));
                sums.merge(unit, one, PromiseKeeping::plus);
            }
        }
        return List.copyOf(sums.values());
    }

    private PromiseKeeping plus(PromiseKeeping other) {
        return new PromiseKeeping(
                currency,
                Math.addExact(cameDue, other.cameDue),
                Math.addExact(kept, other.kept),
                promised.plus(other.promised),
                promisedAndKept.plus(other.promisedAndKept));
    }

    /** Share of the promises that were kept; no value without promises. */
    public Optional<BigDecimal> rateByCount() {
        return Ratios.of(kept, cameDue);
    }

    /** Share of the amount promised that was kept. */
    public Optional<BigDecimal> rateByAmount() {
        return Ratios.of(promisedAndKept, promised);
    }
}
