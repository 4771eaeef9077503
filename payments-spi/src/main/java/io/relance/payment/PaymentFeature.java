package io.relance.payment;

/** What a payment provider can do; the engine relies on each one that is named. */
public enum PaymentFeature {
    /** It makes pages on which payers pay. Other requests than those for a link it declines, unless it collects them too. */
    LINKS,

    /**
     * Its links end by themselves at the instant that it answers ({@link PaymentRequestResult.LinkCreated#expires}): nobody can
     * begin to pay after it. Those of a provider without this can be paid until the caller withdraws them ({@link
     * PaymentProvider#cancel}), which it does when they are over. Only with {@link #LINKS}.
     */
    ENDS_LINKS,

    /** It collects by direct debit under a mandate, and tells of mandates. */
    DIRECT_DEBIT,

    /**
     * Requests under the same key collect once, as long as {@link PaymentProvider#keyLifetime} lasts, also at once, after a
     * restart and with other words. Only such a provider is asked again after a doubt that it can't clear.
     */
    HONOURS_IDEMPOTENCY_KEY,

    /** {@link PaymentProvider#lookup} knows what became of a key. A request in doubt is asked about, not shown to a person. */
    ANSWERS_LOOKUP
}
