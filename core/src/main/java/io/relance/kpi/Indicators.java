package io.relance.kpi;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/**
 * The indicators of one currency, as a report shows them. Days, fractions 0 to 1 for rates, percent for {@code cei}; empty
 * where a denominator is 0 or less.
 *
 * @param dsoSimple days, see {@link Dso#simple}
 * @param dsoCountBack days, see {@link Dso#countBack}
 * @param dsoCountBackIsLowerBound whether the known sales ran out first
 * @param bestPossibleDso days, see {@link Dso#bestPossible}
 * @param averageDaysDelinquent days, simple less best possible
 * @param overdueRate overdue receivables over receivables
 * @param meanPaymentDelayDays over invoices settled in the period, weighted by amount less credit notes
 * @param meanCashDelayDays over payment allocations effective in the period, weighted by amount allocated
 * @param onTimeRateByCount of the invoices due in the period and not cancelled, how many were settled on time
 * @param onTimeRateByAmount the same by amount less credit notes
 * @param recoveryRate payments by the day on invoices due in the period, over their amount less credit notes
 * @param cei percent, see {@link CollectionEffectiveness#period}
 */
public record Indicators(
        CurrencyUnit currency,
        Optional<BigDecimal> dsoSimple,
        BigDecimal dsoCountBack,
        boolean dsoCountBackIsLowerBound,
        Optional<BigDecimal> bestPossibleDso,
        Optional<BigDecimal> averageDaysDelinquent,
        Optional<BigDecimal> overdueRate,
        Optional<BigDecimal> meanPaymentDelayDays,
        Optional<BigDecimal> meanCashDelayDays,
        Optional<BigDecimal> onTimeRateByCount,
        Optional<BigDecimal> onTimeRateByAmount,
        Optional<BigDecimal> recoveryRate,
        Optional<BigDecimal> cei) {}
