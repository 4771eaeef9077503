package io.relance.testkit;

import io.relance.callback.RawCallback;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentRequestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * The other side of a payment provider under test: the service that makes links and collects, in the manner that a test asks for.
 * Written beside the provider, as a fake that runs in the test's own program.
 *
 * <p>It has what it can't do left out: {@link PaymentProviderContract} then skips the tests that need it, and says so.
 */
public interface PaymentFarEnd {
    /**
     * What will be collected.
     *
     * @param key the key under which it was requested, as the service has it
     * @param id the service's name for it
     * @param total how much the payer will pay
     * @param words what the payer reads beside the amount
     */
    record Taken(IdempotencyKey key, PaymentRequestId id, Money total, String words) {}

    /** The manners that it knows; {@link FarEnd.Manner#ACCEPTS} always. They are those of requests and of their withdrawal. */
    Set<FarEnd.Manner> manners();

    /** From now on. */
    void behave(FarEnd.Manner manner);

    /** What it will collect, each separate collection once, in order; also what was withdrawn since. */
    List<Taken> taken();

    /** How many requests to collect have reached it, whatever it answered. */
    int asked();

    /** Whether nobody can pay it any more, and nothing was paid. */
    boolean isWithdrawn(PaymentRequestId id);

    /** Whether a payer who opens its page now can pay on it; false for what has no page. */
    boolean isPayable(PaymentRequestId id);

    /** The payer pays, or the bank begins to collect: it can't be withdrawn any more. */
    void pay(PaymentRequestId id);

    /** A callback that tells this of what was taken, signed at that instant; empty when it never tells such a thing. */
    Optional<RawCallback> callback(Taken taken, Instant at, PaymentEvent.Change change);

    /** A callback that tells of a mandate; empty (the default) when it has none. */
    default Optional<RawCallback> callback(MandateId mandate, Instant at, boolean active) {
        return Optional.empty();
    }

    /** A genuine callback that was signed so long ago that it may be a replay; empty (the default) when signatures don't age. */
    default Optional<RawCallback> staleCallback(Taken taken) {
        return Optional.empty();
    }

    /**
     * A genuine callback about something that was not requested through the provider under test; empty (the default) when there
     * is none.
     */
    default Optional<RawCallback> foreignCallback() {
        return Optional.empty();
    }

    /** A mandate that stands so; empty (the default) when it has none. */
    default Optional<MandateId> mandate(MandateState state) {
        return Optional.empty();
    }

    /** How many lines the provider holds open to it at this moment. By default none. */
    default int openLines() {
        return 0;
    }

    /** Whether a thread is the far end's, and no provider's. By default none is. */
    default boolean owns(Thread thread) {
        return false;
    }

    /** What the provider must never show: keys, signing secrets. By default none. */
    default Set<String> secrets() {
        return Set.of();
    }
}
