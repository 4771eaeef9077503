package io.relance.engine;

import io.relance.delivery.DeliveryId;

/** The documents of a message can't be had: not now, or not at all. */
final class DocumentsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DeliveryId delivery;
    private final boolean forGood;

    /**
     * @param why a clause
     * @param forGood whether they do not exist
     */
    DocumentsException(DeliveryId delivery, String why, boolean forGood) {
        super(why);
        this.delivery = delivery;
        this.forGood = forGood;
    }

    /** The hand-over that they are for. */
    DeliveryId delivery() {
        return delivery;
    }

    boolean isForGood() {
        return forGood;
    }

    /** Why, for people. */
    String why() {
        return String.valueOf(getMessage());
    }
}
