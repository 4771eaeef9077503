package io.relance.account;

import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A stop that a person ordered: nothing is done about the account, or about one receivable, from a day to a day, both
 * included.
 *
 * @param receivable the one it is about; empty: the whole account
 * @param until the last day; empty: until somebody lifts it
 */
public record Hold(
        String id,
        Optional<ReceivableId> receivable,
        LocalDate from,
        Optional<LocalDate> until,
        String reason,
        String actor) {
    /** @throws IllegalArgumentException when it ends before it begins */
    public Hold {
        if (until.isPresent() && until.get().isBefore(from)) {
            throw new IllegalArgumentException(
                    "hold " + id + " ends on " + until.get() + ", before it begins on " + from);
        }
    }

    /** Whether it is in force for {@code id} on {@code date}. */
    public boolean covers(ReceivableId id, LocalDate date) {
        return (receivable.isEmpty() || receivable.get().equals(id)) && isInForce(date);
    }

    /** Whether {@code date} lies within it. */
    public boolean isInForce(LocalDate date) {
        return !date.isBefore(from) && (until.isEmpty() || !date.isAfter(until.get()));
    }
}
