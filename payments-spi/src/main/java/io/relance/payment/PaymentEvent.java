package io.relance.payment;

import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What a provider tells after it took a request, or of a mandate. It sets or clears {@code PAYMENT_PENDING} and {@code
 * AUTO_COLLECTED}; it never changes what is owed. The same event may come several times, and events come in any order; {@link
 * PaymentProgress} reads them.
 */
public sealed interface PaymentEvent {
    /** Names this event within its provider: the same each time it comes, another for another event; not blank. */
    String id();

    /** When it happened, by the provider's account. */
    Instant at();

    /**
     * Something happened to a request.
     *
     * @param request the provider's name for it
     * @param key the key under which it was requested; one of the two is present
     */
    record OfRequest(
            String id, Instant at, Optional<PaymentRequestId> request, Optional<IdempotencyKey> key, Change change)
            implements PaymentEvent {
        /** @throws IllegalArgumentException when the id is no line, or neither request nor key is given */
        public OfRequest {
            Texts.line("a payment event's id", id, MAX_ID);
            if (request.isEmpty() && key.isEmpty()) {
                throw new IllegalArgumentException("a payment event names a request or its key: " + id);
            }
        }
    }

    /**
     * A mandate came into force or ended.
     *
     * @param customer the provider's reference of the payer, where it gives one
     * @param active whether direct debits may now be collected under it
     * @param reason for people: why it ended; may be empty
     */
    record OfMandate(String id, Instant at, MandateId mandate, Optional<String> customer, boolean active, String reason)
            implements PaymentEvent {
        /** @throws IllegalArgumentException when the id is no line */
        public OfMandate {
            Texts.line("a payment event's id", id, MAX_ID);
        }
    }

    /** The most characters of an event's id. */
    int MAX_ID = 255;

    /** What happened to a request. An amount that is absent is all that was asked for. */
    sealed interface Change {
        /** The payer has paid, or the bank collects; it has not come in for good. */
        record Pending(Optional<Money> amount) implements Change {}

        /** The money has come in, or the dispute about it was dropped; the books are to show it. */
        record Confirmed(Optional<Money> amount) implements Change {}

        /**
         * It did not come, or did not stay: nothing is under way. The provider may try again, and says {@link Pending} when it
         * does.
         */
        record Failed(String reason) implements Change {}

        /**
         * Money was given back.
         *
         * @param amount all that was given back so far
         */
        record Refunded(Money amount) implements Change {}

        /** The payer had it taken back, or wants to: a dispute of a card payment, a direct debit charged back. */
        record Disputed(Optional<Money> amount) implements Change {}

        /**
         * The link can't be opened any more, or the request was withdrawn, and nothing had been paid. Who has the page of a provider without {@link
         * PaymentFeature#ENDS_LINKS} open may still pay on it until it is withdrawn.
         */
        record Expired() implements Change {}
    }
}
