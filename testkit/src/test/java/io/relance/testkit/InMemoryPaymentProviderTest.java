package io.relance.testkit;

import io.relance.payment.PaymentProvider;
import java.time.Duration;
import java.time.Instant;

/** The provider in memory keeps every promise. */
class InMemoryPaymentProviderTest extends PaymentProviderContract {
    private static final Instant NOW = Instant.parse("2026-03-02T06:00:00Z");

    private final HandTurnedClock clock = HandTurnedClock.at(NOW);
    private final FakePaymentService service = new FakePaymentService(clock);

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

    @Override
    protected boolean turnTo(Instant instant) {
        clock.turn(Duration.between(clock.instant(), instant));
        return true;
    }
}
