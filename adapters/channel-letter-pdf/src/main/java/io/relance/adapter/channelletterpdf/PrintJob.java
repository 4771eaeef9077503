package io.relance.adapter.channelletterpdf;

import io.relance.delivery.DeliveryId;

/** A letter to print and to post. Immutable. */
public final class PrintJob {
    private final DeliveryId delivery;
    private final byte[] pdf;
    private final boolean registered;

    /**
     * @param delivery the idempotency key
     * @param pdf what to print: pages of A4, the recipient in the window of the first; what is appended may have other
     *     sizes; copied
     * @param registered whether it must be posted with proof of its dispatch
     */
    public PrintJob(DeliveryId delivery, byte[] pdf, boolean registered) {
        this.delivery = delivery;
        this.pdf = pdf.clone();
        this.registered = registered;
    }

    /** The idempotency key of this hand-over. */
    public DeliveryId delivery() {
        return delivery;
    }

    /** A copy of the document. */
    public byte[] pdf() {
        return pdf.clone();
    }

    /** Whether it must be posted with proof of its dispatch. */
    public boolean registered() {
        return registered;
    }

    /** For logs: the delivery and the size, no address and no text. */
    @Override
    public String toString() {
        return (registered ? "registered letter " : "letter ") + delivery + " (" + pdf.length + " bytes)";
    }
}
