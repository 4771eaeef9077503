package io.relance.examples.quickstart;

import io.relance.callback.RawCallback;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A payment provider whose failures a run tells of: what it does not answer keeps messages back, or leaves pages payable. */
final class WatchedPayments implements PaymentProvider {
    private final PaymentProvider provider;
    private final Postponed postponed = new Postponed("payment page was not made", "payment pages were not made");
    /** What stands although it was to be withdrawn, with what the provider said of it last. */
    private final Map<PaymentRequestId, String> standing = new ConcurrentHashMap<>();

    WatchedPayments(PaymentProvider provider) {
        this.provider = provider;
    }

    /** What it has not answered, and may later: a sentence for people. */
    Optional<String> notTaken() {
        return postponed.sentence();
    }

    /** What it was to withdraw, and has not yet: a sentence for people. */
    Optional<String> notWithdrawn() {
        int count = standing.size();
        return standing.values().stream()
                .findFirst()
                .map(why -> count + (count == 1 ? " payment page was" : " payment pages were")
                        + " not withdrawn for now, one since " + why + "; the run of the next day tries again");
    }

    @Override
    public String id() {
        return provider.id();
    }

    @Override
    public Set<PaymentFeature> features() {
        return provider.features();
    }

    @Override
    public int pendingDays() {
        return provider.pendingDays();
    }

    @Override
    public Duration keyLifetime() {
        return provider.keyLifetime();
    }

    @Override
    public Optional<Duration> longestLink() {
        return provider.longestLink();
    }

    @Override
    public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
        return watched(provider.request(request, timeout));
    }

    @Override
    public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
        return provider.lookup(key, timeout).map(this::watched);
    }

    private PaymentRequestResult watched(PaymentRequestResult result) {
        if (result instanceof PaymentRequestResult.TemporaryFailure failure) {
            postponed.add(failure.reason());
        } else if (result instanceof PaymentRequestResult.InDoubt doubt) {
            postponed.add(doubt.reason());
        }
        return result;
    }

    @Override
    public CancelResult cancel(PaymentRequestId id, Duration timeout) {
        CancelResult result = provider.cancel(id, timeout);
        if (result instanceof CancelResult.TemporaryFailure failure) {
            standing.put(id, failure.reason());
        } else if (result instanceof CancelResult.InDoubt doubt) {
            standing.put(id, doubt.reason());
        } else {
            standing.remove(id);
        }
        return result;
    }

    @Override
    public MandateState mandate(MandateId mandate, Duration timeout) {
        return provider.mandate(mandate, timeout);
    }

    @Override
    public List<PaymentEvent> verify(RawCallback callback) {
        return provider.verify(callback);
    }

    @Override
    public void close() {
        provider.close();
    }
}
