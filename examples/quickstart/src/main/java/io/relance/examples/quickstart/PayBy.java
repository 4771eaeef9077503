package io.relance.examples.quickstart;

import java.util.Locale;

/** How debtors are helped to pay. */
enum PayBy {
    /** On a page of Stripe's. */
    STRIPE,
    /** By a transfer that a code starts. */
    SEPA,
    /** As they see fit. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
