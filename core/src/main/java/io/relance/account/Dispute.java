package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The customer contests a receivable, or part of it. The rest goes on being dunned; payments count against the undisputed
 * part first. Ends by hand, or when nothing is open any more.
 *
 * @param amount the part contested; empty: all that is open
 * @param owner who is to settle it
 * @param due by when it should be settled
 * @param closed the day on which it was; from that day on it no longer counts
 */
public record Dispute(
        String id,
        ReceivableId receivable,
        String category,
        Optional<Money> amount,
        String owner,
        LocalDate opened,
        Optional<LocalDate> due,
        Optional<LocalDate> closed) {
    /** @throws IllegalArgumentException when the amount is not above 0 or it was closed before it was opened */
    public Dispute {
        if (amount.isPresent() && !amount.get().isPositive()) {
            throw new IllegalArgumentException("dispute " + id + " must be over more than 0, but was " + amount.get());
        }
        if (closed.isPresent() && closed.get().isBefore(opened)) {
            throw new IllegalArgumentException(
                    "dispute " + id + " was closed on " + closed.get() + ", before it was opened on " + opened);
        }
    }

    /** Whether it stands on {@code date}. */
    public boolean isOpen(LocalDate date) {
        return !opened.isAfter(date) && (closed.isEmpty() || closed.get().isAfter(date));
    }
}
