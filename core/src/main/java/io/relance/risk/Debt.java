package io.relance.risk;

import io.relance.money.MoneyBag;
import io.relance.receivable.ItemState;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * What an account owes on a day once its unallocated credit is taken off. Credit goes against overdue items first, oldest
 * due date first, then against the rest, currency by currency. Residuals within the tolerance are owed but not overdue.
 */
record Debt(MoneyBag exposure, MoneyBag overdue, OptionalInt oldestOverdueDays) {
    static Debt of(LedgerPosition position) {
        Map<CurrencyUnit, Long> credit = new HashMap<>();
        position.unallocated()
                .forEach(left -> credit.merge(
                        left.remaining().getCurrencyUnit(), left.remaining().getAmountMinorLong(), Math::addExact));
        MoneyBag overdue = MoneyBag.empty();
        LocalDate oldest = null;
        for (OpenItem item : position.items()) { // by due date, then number
            if (item.state() != ItemState.OPEN || !item.receivable().due().isBefore(position.date())) {
                continue;
            }
            CurrencyUnit unit = item.open().getCurrencyUnit();
            long open = item.open().getAmountMinorLong();
            long covered = Math.min(open, credit.getOrDefault(unit, 0L));
            credit.merge(unit, -covered, Math::addExact);
            if (open > covered) {
                overdue = overdue.plus(Money.ofMinor(unit, open - covered));
                oldest = oldest == null ? item.receivable().due() : oldest;
            }
        }
        return new Debt(
                position.gross().minus(position.unallocatedCredit()).positive(),
                overdue,
                oldest == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.toIntExact(ChronoUnit.DAYS.between(oldest, position.date()))));
    }
}
