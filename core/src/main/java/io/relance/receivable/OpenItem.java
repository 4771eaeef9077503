package io.relance.receivable;

import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A receivable as it stood at the end of a day.
 *
 * @param open amount less everything effective by that day, at least 0
 * @param paid by payments, reversals taken off
 * @param credited by credit notes, reversals taken off
 * @param writtenOff given up
 * @param settled the settled date; present exactly when the state is {@link ItemState#SETTLED}
 * @param settledDateAssumed it is settled by a payment whose day the books don't know ({@link Payment#dateAssumed}): it
 *     counts in no delay and no on-time figure
 */
public record OpenItem(
        Receivable receivable,
        Money open,
        Money paid,
        Money credited,
        Money writtenOff,
        ItemState state,
        Optional<LocalDate> settled,
        boolean settledDateAssumed) {
    /** An item whose settled date, if any, the books know. */
    public OpenItem(
            Receivable receivable,
            Money open,
            Money paid,
            Money credited,
            Money writtenOff,
            ItemState state,
            Optional<LocalDate> settled) {
        this(receivable, open, paid, credited, writtenOff, state, settled, false);
    }

    /** The number. */
    public ReceivableId id() {
        return receivable.id();
    }

    /** The original amount less credit notes: what the customer had to pay in money. */
    public Money netAmount() {
        return receivable.amount().minus(credited);
    }
}
