package io.relance.adapter.paymentstripe;

import io.relance.payment.PaymentProvider;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.PaymentFarEnd;
import io.relance.testkit.PaymentProviderContract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** The adapter keeps what a payment provider must promise. */
class StripeContractTest extends PaymentProviderContract {
    private final FakeStripe stripe = new FakeStripe();
    private final HandTurnedClock clock = HandTurnedClock.at(FakeStripe.NOW);

    @AfterEach
    void noServer() {
        stripe.close();
    }

    @Override
    protected PaymentProvider provider() {
        return StripePayments.create(
                StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"))
                        .webhookSecret(FakeStripe.SIGNING_SECRET)
                        .apiBase(stripe.address())
                        .clock(clock)
                        .build());
    }

    @Override
    protected PaymentFarEnd farEnd() {
        return stripe;
    }

    @Override
    protected Instant now() {
        return FakeStripe.NOW;
    }

    @Override
    protected boolean turnTo(Instant instant) {
        clock.turn(Duration.between(clock.instant(), instant));
        return true;
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(600);
    }
}
