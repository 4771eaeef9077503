package io.relance.payment;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way of collecting money: a page on which the payer pays (a link), or a direct debit under a mandate. The engine calls it
 * with no database transaction open.
 *
 * <p>Nothing that it says changes what is owed: the host's books alone say what was paid. What is under way sets {@code
 * PAYMENT_PENDING}, so that no reminder goes out meanwhile; what fails clears it.
 *
 * <p>{@code docs/spi/payments.md} numbers what it must promise; {@code PaymentProviderContract} of the test kit tests each.
 *
 * <p>Every method may be called by several threads at once. Whatever can be foreseen comes back as a value; an exception out of
 * {@link #request} counts as {@link PaymentRequestResult.InDoubt}, since nobody knows how far it came.
 */
public interface PaymentProvider extends AutoCloseable {
    /** Its name within the host: lower-case letters, digits and single hyphens, like {@code stripe}. Constant. */
    String id();

    /** What the engine may rely on. Constant; it {@link PaymentFeature#LINKS makes links}, collects by direct debit, or both. */
    Set<PaymentFeature> features();

    /**
     * How many days a payment under way counts from the day on which the provider last told of it: by then it has come in or
     * failed, or somebody must look. Constant, from 1.
     */
    int pendingDays();

    /**
     * How long after the first request under a key the same key collects once; the engine repeats no request later than that.
     * Constant. By default zero: for a provider that does not {@link PaymentFeature#HONOURS_IDEMPOTENCY_KEY honour} keys.
     */
    default Duration keyLifetime() {
        return Duration.ZERO;
    }

    /**
     * How long from its request a link may last at most; a longer one is declined. Constant. By default empty: as long as is
     * asked for.
     */
    default Optional<Duration> longestLink() {
        return Optional.empty();
    }

    /**
     * Asks for money: makes a link, or starts a direct debit. Called once per key and attempt: again with the same key after a
     * {@link PaymentRequestResult.TemporaryFailure}, and after a doubt or a crash if the provider honours keys, as long as
     * {@link #keyLifetime} lasts. A provider hands it over once in a call, and repeats nothing by itself.
     *
     * @param timeout how long the caller waits, for the whole call; beyond it the provider answers {@code InDoubt} when
     *     something may have been requested, and {@code TemporaryFailure} when surely nothing was
     * @return {@code LinkCreated} or {@code CollectionStarted} when it was taken; {@code Declined} when it never will be;
     *     {@code TemporaryFailure} when the same request may be taken later (nothing is collected by this one); {@code InDoubt}
     *     when nobody knows
     */
    PaymentRequestResult request(PaymentRequest request, Duration timeout);

    /**
     * What became of a request. Called only for a provider that {@link PaymentFeature#ANSWERS_LOOKUP answers} it, when a
     * request is in doubt; as often as that lasts. Asking collects nothing.
     *
     * @return the answer that {@link #request} would have given; empty when the provider never got this key, which lets the
     *     engine request again; {@code InDoubt} when it can't tell now. By default {@code InDoubt}, and never asked
     */
    default Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
        return Optional.of(new PaymentRequestResult.InDoubt("the payment provider " + id() + " can't be asked"));
    }

    /**
     * Withdraws what was asked for: the link leads to no payment any more, the direct debit is not collected. Called when the
     * receivable was paid otherwise, disputed or written off, and when a link is over that does not {@link
     * PaymentFeature#ENDS_LINKS end} by itself; safe to call again.
     *
     * @return {@code Withdrawn} when nothing can be paid by it any more, also when that was so before; {@code TooLate} when it
     *     was paid or its money is under way
     */
    CancelResult cancel(PaymentRequestId id, Duration timeout);

    /**
     * How a mandate stands. Called before a direct debit is requested, and for mandates of which no event came.
     *
     * @return {@link MandateState#UNKNOWN} when the provider has no such mandate, {@link MandateState#NOT_TOLD} when it can't
     *     tell now. By default {@code UNKNOWN}: for a provider without {@link PaymentFeature#DIRECT_DEBIT}
     */
    default MandateState mandate(MandateId mandate, Duration timeout) {
        return MandateState.UNKNOWN;
    }

    /**
     * Reads what the provider posted to the host's web address: checks that it is genuine, then says what it tells. Called once
     * per request that arrives, so the same event may come several times and out of order; {@link PaymentProgress} says how
     * they are read.
     *
     * @return the events in the callback, none when it speaks of nothing that was requested through this port; never null
     * @throws CallbackRefusedException when the signature does not hold or is too old, or the body can't be read; nothing of it
     *     is used
     */
    List<PaymentEvent> verify(RawCallback callback);

    /** Lets go of connections; called once, by the engine's own close, after the last request has come back. */
    @Override
    default void close() {}
}
