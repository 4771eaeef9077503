package io.relance.kpi;

import io.relance.money.ExchangeRates;
import io.relance.money.ExchangeRates.DatedRate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * The figures of several currencies as one in a reporting currency, and the rates that made it.
 *
 * <p>Every sum of a currency, past sales and the opening receivables too, is converted at the one rate of the report's day,
 * so that no indicator moves because a rate did; each sum is rounded half up to the reporting currency's decimals.
 *
 * @param figures the sum over all currencies
 * @param rates one for each other currency, with the day it is from, in the order given
 */
public record ConvertedFigures(IndicatorFigures figures, List<DatedRate> rates) {
    /** Keeps a copy of the rates. */
    public ConvertedFigures {
        rates = List.copyOf(rates);
    }

    /**
     * Adds up {@code byCurrency} in {@code currency}.
     *
     * @throws ExchangeRates.MissingRateException when a rate is not there
     * @throws IllegalArgumentException when there are no figures, or they are of several days
     */
    public static ConvertedFigures of(
            Collection<IndicatorFigures> byCurrency, CurrencyUnit currency, ExchangeRates rates) {
        if (byCurrency.isEmpty()) {
            throw new IllegalArgumentException("no figures to convert to " + currency);
        }
        IndicatorFigures first = byCurrency.iterator().next();
        Sums sums = new Sums();
        List<DatedRate> used = new ArrayList<>();
        for (IndicatorFigures figures : byCurrency) {
            if (!figures.date().equals(first.date())) {
                throw new IllegalArgumentException(
                        "figures of " + first.date() + " and " + figures.date() + " cannot be added up");
            }
            DatedRate rate = rates.rate(figures.currency(), currency, figures.date());
            sums.add(figures.sums(), betweenMinorUnits(rate));
            if (!figures.currency().equals(currency)) {
                used.add(rate);
            }
        }
        return new ConvertedFigures(new IndicatorFigures(first.date(), currency, first.options(), sums), used);
    }

    private static BigDecimal betweenMinorUnits(DatedRate rate) {
        int places = rate.to().getDecimalPlaces() - rate.from().getDecimalPlaces();
        return rate.rate().scaleByPowerOfTen(places);
    }
}
