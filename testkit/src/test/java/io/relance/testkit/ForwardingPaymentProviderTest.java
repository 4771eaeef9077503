package io.relance.testkit;

import io.relance.payment.PaymentProvider;

/** It adds nothing and keeps nothing back: with it before a provider, every promise is kept. */
class ForwardingPaymentProviderTest extends InMemoryPaymentProviderTest {
    @Override
    protected PaymentProvider provider() {
        return new ForwardingPaymentProvider(super.provider());
    }
}
