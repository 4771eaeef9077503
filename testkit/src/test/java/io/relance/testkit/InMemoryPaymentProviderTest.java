package io.relance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestResult;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

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

    @Test
    void what_was_taken_under_a_key_is_answered_again_though_its_mandate_has_ended_since() {
        MandateId mandate = new MandateId("mandate-7");
        service.put(mandate, MandateState.ACTIVE);
        PaymentRequest request = PaymentRequest.builder(
                        new IdempotencyKey("key"),
                        AccountId.of("acme", "dupont"),
                        new PaymentMethod.DirectDebit(mandate, Optional.empty()))
                .line(new ReceivableId("F1"), Money.parse("EUR 100.00"))
                .description("acme: F1")
                .language("fr")
                .build();
        PaymentProvider provider = provider();
        PaymentRequestResult taken = provider.request(request, Duration.ofSeconds(1));

        service.put(mandate, MandateState.ENDED);

        assertThat(provider.request(request, Duration.ofSeconds(1)))
                .isEqualTo(taken)
                .isInstanceOf(PaymentRequestResult.CollectionStarted.class);
        assertThat(service.taken()).hasSize(1);
    }
}
