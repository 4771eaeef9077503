package io.relance.engine;

import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.testkit.ForwardingPaymentProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A provider that says of itself that it can do less. */
final class LesserProvider {
    private LesserProvider() {}

    static PaymentProvider without(PaymentProvider provider, PaymentFeature... features) {
        return new ForwardingPaymentProvider(provider) {
            @Override
            public Set<PaymentFeature> features() {
                Set<PaymentFeature> left = new HashSet<>(super.features());
                left.removeAll(List.of(features));
                return left;
            }
        };
    }
}
