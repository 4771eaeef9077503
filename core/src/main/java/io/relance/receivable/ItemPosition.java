package io.relance.receivable;

import io.relance.money.Tolerance;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Reconstructs receivables as they stood at the end of a day from what changed them. Not for several threads. */
final class ItemPosition {
    private final LocalDate date;
    private final Tolerance tolerance;
    private @Nullable Money zero;
    private long limit;

    ItemPosition(LocalDate date, Tolerance tolerance) {
        this.date = date;
        this.tolerance = tolerance;
    }

    /** @param changes what changed the receivable, by date */
    OpenItem of(Receivable receivable, List<Movement> changes) {
        Money amount = receivable.amount();
        Money none = zeroOf(amount.getCurrencyUnit());
        long open = receivable.amountMinor();
        if (changes.isEmpty() || changes.get(0).effective().isAfter(date)) {
            ItemState state = open > limit ? ItemState.OPEN : ItemState.NEGLIGIBLE;
            return new OpenItem(receivable, amount, none, none, none, state, Optional.empty(), false);
        }
        long paid = 0;
        long credited = 0;
        long writtenOff = 0;
        boolean dateAssumed = false;
        LocalDate within = open <= limit ? receivable.issued() : null;
        for (int i = 0; i < changes.size(); i++) {
            Movement change = changes.get(i);
            if (change.effective().isAfter(date)) {
                break;
            }
            long part = change.amount().getAmountMinorLong();
            open = Math.subtractExact(open, part);
            dateAssumed |= change.dateAssumed();
            switch (change.kind()) {
                case PAYMENT -> paid = Math.addExact(paid, part);
                case CREDIT_NOTE -> credited = Math.addExact(credited, part);
                case WRITE_OFF -> writtenOff = Math.addExact(writtenOff, part);
            }
            boolean dayEnds =
                    i + 1 == changes.size() || changes.get(i + 1).effective().isAfter(change.effective());
            if (dayEnds) {
                if (open > limit) {
                    within = null;
                } else if (within == null) {
                    within = change.effective();
                }
            }
        }
        ItemState state = open > limit
                ? ItemState.OPEN
                : writtenOff > limit
                        ? ItemState.WRITTEN_OFF
                        : paid > 0 ? ItemState.SETTLED : credited > 0 ? ItemState.CANCELLED : ItemState.NEGLIGIBLE;
        return new OpenItem(
                receivable,
                money(open, receivable, none),
                money(paid, receivable, none),
                money(credited, receivable, none),
                money(writtenOff, receivable, none),
                state,
                state == ItemState.SETTLED ? Optional.ofNullable(within) : Optional.empty(),
                state == ItemState.SETTLED && dateAssumed);
    }

    /** Nothing and the whole amount are by far the most frequent: no new object for them. */
    private static Money money(long minor, Receivable whole, Money none) {
        if (minor == 0) {
            return none;
        }
        return minor == whole.amountMinor()
                ? whole.amount()
                : Money.ofMinor(whole.amount().getCurrencyUnit(), minor);
    }

    private Money zeroOf(CurrencyUnit unit) {
        Money known = zero;
        if (known == null || !known.getCurrencyUnit().equals(unit)) {
            known = Money.zero(unit);
            zero = known;
            limit = tolerance.minor(unit);
        }
        return known;
    }
}
