package io.relance.aging;

import io.relance.money.ExchangeRates.DatedRate;
import java.util.List;

/**
 * An aging balance in one reporting currency, and the rates that made it. Every column and part is converted by itself and
 * rounded half up; gross and net are sums of the rounded columns, so that the columns still partition the gross.
 *
 * @param row the sum over all currencies
 * @param rates one for each other currency, with the day it is from, by currency code
 */
public record ConvertedAging(AgingRow row, List<DatedRate> rates) {
    /** Keeps a copy of the rates. */
    public ConvertedAging {
        rates = List.copyOf(rates);
    }
}
