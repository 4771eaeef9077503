package io.relance.testkit;

import io.relance.payment.PaymentProvider;
import java.time.Instant;
import java.time.InstantSource;

/** The provider in memory keeps every promise. */
class InMemoryPaymentProviderTest extends PaymentProviderContract {
    private static final Instant NOW = Instant.parse("2026-03-02T06:00:00Z");

    private final FakePaymentService service = new FakePaymentService(InstantSource.fixed(NOW));

    @Override
    protected PaymentProvider provider() {
        return new InMemoryPaymentProvider(service);
    }

    @Override
    protected PaymentFarEnd farEnd() {
        return service;
    }

    @Override
    protected Instant now() {
        return NOW;
    }
}
