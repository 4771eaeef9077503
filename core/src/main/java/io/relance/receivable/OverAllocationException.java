package io.relance.receivable;

import org.joda.money.Money;

/** More was allocated than a document has; the fields name both documents and the excess. */
public final class OverAllocationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient DocumentId document;
    private final transient ReceivableId receivable;
    private final transient Money excess;

    OverAllocationException(String what, DocumentId document, ReceivableId receivable, Money excess) {
        super(what + ": " + document + " on " + receivable + ", " + excess + " too much");
        this.document = document;
        this.receivable = receivable;
        this.excess = excess;
    }

    /** The payment, credit note or write-off. */
    public DocumentId document() {
        return document;
    }

    /** What it was applied to. */
    public ReceivableId receivable() {
        return receivable;
    }

    /** By how much the allocation exceeds what was left. */
    public Money excess() {
        return excess;
    }
}
