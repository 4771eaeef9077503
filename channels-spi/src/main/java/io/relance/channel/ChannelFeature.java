package io.relance.channel;

/** What a channel can promise beyond handing messages over; the engine relies on each one that is named. */
public enum ChannelFeature {
    /**
     * The same delivery id handed over twice, at any distance in time, reaches the debtor once. Only such a channel is given
     * a message again after a crash between the hand-over and its receipt.
     */
    HONOURS_IDEMPOTENCY_KEY,

    /** {@link Channel#lookup} knows what became of a delivery id. A message in doubt is asked about, not shown to a person. */
    ANSWERS_LOOKUP,

    /** The channel gives evidence, good against the debtor, that the message left (a registered letter, for one). */
    PROOF_OF_DISPATCH,

    /** What it hands over is read on paper: it gets messages in the layout for printed pages. */
    PRINTED,

    /**
     * Documents of any type go with its messages, as files that the reader can keep: the list of the invoices, too, when a message
     * has no room for them.
     */
    CARRIES_FILES,

    /** {@link Channel#verify} or {@link Channel#poll} tells what became of a message after it was accepted. */
    LATE_RECEIPTS
}
