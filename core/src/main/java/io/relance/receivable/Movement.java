package io.relance.receivable;

import java.time.Instant;
import java.time.LocalDate;
import org.joda.money.Money;

/**
 * A change of what is open on one receivable, on the day it takes effect.
 *
 * @param effective the day from which on the open amount is lower (or higher, for a reversal)
 * @param amount what is taken off; negative for a reversal
 * @param recordedAt when the books learnt of the document; for write-offs the start of their day in UTC
 * @param dateAssumed of a payment whose day the books don't know ({@link Payment#dateAssumed})
 */
public record Movement(
        ReceivableId receivable,
        Kind kind,
        DocumentId document,
        LocalDate effective,
        Money amount,
        Instant recordedAt,
        boolean dateAssumed) {
    /** A change on a day that the books know. */
    public Movement(
            ReceivableId receivable,
            Kind kind,
            DocumentId document,
            LocalDate effective,
            Money amount,
            Instant recordedAt) {
        this(receivable, kind, document, effective, amount, recordedAt, false);
    }

    /** What changed the open amount. */
    public enum Kind {
        /** Money received, or sent back. */
        PAYMENT,
        /** A credit note applied, or taken off again. */
        CREDIT_NOTE,
        /** Given up. */
        WRITE_OFF
    }
}
