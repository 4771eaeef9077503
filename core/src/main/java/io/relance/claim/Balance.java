package io.relance.claim;

import io.relance.receivable.Movement;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Days on each of which the same was open when the day began: the day of a payment still has what was open before it.
 *
 * @param from the first day
 * @param to the last
 * @param open above 0
 */
record Balance(LocalDate from, LocalDate to, Money open) {
    /**
     * What was open on the days from {@code first} to {@code last}; days with nothing open are left out.
     *
     * @param movements of the receivable, by effective date
     */
    static List<Balance> of(Receivable receivable, List<Movement> movements, LocalDate first, LocalDate last) {
        CurrencyUnit unit = receivable.amount().getCurrencyUnit();
        List<Balance> balances = new ArrayList<>();
        long open = receivable.amount().getAmountMinorLong();
        LocalDate from = first;
        for (Movement movement : movements) {
            LocalDate until = movement.effective();
            if (until.isAfter(last)) {
                break;
            }
            if (!until.isBefore(from)) {
                add(balances, from, until, unit, open);
                from = until.plusDays(1);
            }
            open = Math.subtractExact(open, movement.amount().getAmountMinorLong());
        }
        if (!from.isAfter(last)) {
            add(balances, from, last, unit, open);
        }
        return balances;
    }

    private static void add(List<Balance> balances, LocalDate from, LocalDate to, CurrencyUnit unit, long open) {
        if (open > 0) {
            balances.add(new Balance(from, to, Money.ofMinor(unit, open)));
        }
    }
}
