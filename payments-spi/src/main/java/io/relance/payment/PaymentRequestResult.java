package io.relance.payment;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a provider said to one request. The foreseeable comes back as one of these, never as an exception.
 *
 * <p>The distinction that all hangs on: {@link TemporaryFailure} says that nothing was requested, {@link InDoubt} that nobody
 * knows. Reasons are one line for people, without secrets.
 */
public sealed interface PaymentRequestResult {
    /**
     * There is a page on which the payer pays.
     *
     * @param url where; begins with https
     * @param expires until when: it ends then by itself when the provider {@link PaymentFeature#ENDS_LINKS ends links}, else
     *     by being withdrawn
     */
    record LinkCreated(PaymentRequestId id, URI url, Instant expires) implements PaymentRequestResult {
        /** @throws IllegalArgumentException when the address is no absolute one of https */
        public LinkCreated {
            if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("a payment link begins with https:// and names a host");
            }
        }
    }

    /**
     * The direct debit is on its way to the bank.
     *
     * @param settles the day on which the provider expects to have collected it
     */
    record CollectionStarted(PaymentRequestId id, LocalDate settles) implements PaymentRequestResult {}

    /** Never like this: nothing is collected, and asking again changes nothing. */
    record Declined(String reason) implements PaymentRequestResult {}

    /** Not now: nothing is collected, and the same request may be made again later. */
    record TemporaryFailure(String reason) implements PaymentRequestResult {}

    /** Nobody knows whether it was taken (the line dropped after the request). */
    record InDoubt(String reason) implements PaymentRequestResult {}
}
