package io.relance.adapter.paymentgocardless;

import io.relance.payment.PaymentProvider;
import io.relance.testkit.PaymentFarEnd;
import io.relance.testkit.PaymentProviderContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

/** The adapter keeps what a payment provider must promise. */
class GoCardlessContractTest extends PaymentProviderContract {
    private final FakeGoCardless gocardless = new FakeGoCardless();

    @AfterEach
    void noServer() {
        gocardless.close();
    }

    @Override
    protected PaymentProvider provider() {
        return GoCardlessPayments.create(GoCardlessSettings.builder(FakeGoCardless.ACCESS_TOKEN)
                .webhookSecret(FakeGoCardless.SIGNING_SECRET)
                .apiBase(gocardless.address())
                .build());
    }

    @Override
    protected PaymentFarEnd farEnd() {
        return gocardless;
    }

    @Override
    protected Instant now() {
        return FakeGoCardless.NOW;
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(600);
    }
}
