package io.relance.testkit;

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
import java.util.Optional;
import java.util.Set;

/** Passes everything on to another payment provider, closing included; for tests that watch or change some of it. */
public class ForwardingPaymentProvider implements PaymentProvider {
    private final PaymentProvider provider;

    /** Passes on to {@code provider}. */
    public ForwardingPaymentProvider(PaymentProvider provider) {
        this.provider = provider;
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
        return provider.request(request, timeout);
    }

    @Override
    public Optional<PaymentRequestResult> lookup(IdempotencyKey key, Duration timeout) {
        return provider.lookup(key, timeout);
    }

    @Override
    public CancelResult cancel(PaymentRequestId id, Duration timeout) {
        return provider.cancel(id, timeout);
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
