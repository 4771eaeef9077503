package io.relance.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** How the money is to come. */
public sealed interface PaymentMethod {
    /**
     * By a page on which the payer pays.
     *
     * @param expires until when it is wanted, in whole seconds; a provider may answer with an earlier end, never a later one.
     *     Whether it ends by itself then, the provider's {@link PaymentFeature#ENDS_LINKS features} say
     */
    record Link(Instant expires) implements PaymentMethod {
        /** Cuts the instant to whole seconds. */
        public Link {
            expires = Instant.ofEpochSecond(expires.getEpochSecond());
        }
    }

    /**
     * By direct debit.
     *
     * @param on the day on which to collect; empty: as soon as can be
     */
    record DirectDebit(MandateId mandate, Optional<LocalDate> on) implements PaymentMethod {}
}
