package io.relance.template;

import java.time.LocalDate;

/**
 * When an invoice is collected by direct debit.
 *
 * @param day the day, or the first on which it may be
 * @param known whether it is that very day; else it is that day or a later one
 */
public record CollectionDay(LocalDate day, boolean known) {
    /** On that day. */
    public static CollectionDay on(LocalDate day) {
        return new CollectionDay(day, true);
    }

    /** On that day or a later one: what is left to direct debit is not collected before it is due. */
    public static CollectionDay onOrAfter(LocalDate day) {
        return new CollectionDay(day, false);
    }
}
