package io.relance.docs;

import io.relance.payment.PaymentProvider;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.InMemoryPaymentProvider;
import io.relance.testkit.PaymentFarEnd;
import io.relance.testkit.PaymentProviderContract;
import java.time.InstantSource;

// shown in docs/spi/payments.md
class MyPaymentProviderTest extends PaymentProviderContract {
    private final FakePaymentService service = new FakePaymentService(InstantSource.system());

    @Override
    protected PaymentProvider provider() {
        return new InMemoryPaymentProvider(service); // a provider of yours
    }

    @Override
    protected PaymentFarEnd farEnd() {
        return service; // and a fake of the service that it talks to
    }
}
// until here
