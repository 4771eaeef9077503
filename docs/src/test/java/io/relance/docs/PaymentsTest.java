package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.callback.RawCallback;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProgress;
import io.relance.payment.PaymentProvider;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.LinkCreated;
import io.relance.payment.PaymentState;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.testkit.FakePaymentService;
import io.relance.testkit.InMemoryPaymentProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The programs of the page about payment providers. */
class PaymentsTest {
    private final Instant now = Instant.parse("2026-03-09T08:00:00Z");
    private final FakePaymentService service = new FakePaymentService(InstantSource.fixed(now));
    private final PaymentProvider provider = new InMemoryPaymentProvider(service);

    @Test
    void a_link_is_asked_for_and_what_becomes_of_it_is_read() {
        // shown in docs/spi/payments.md
        PaymentRequest wish = PaymentRequest.builder(
                        new IdempotencyKey("acme.C-1.2026-03-09"), // collected once, however often it is requested
                        AccountId.of("acme", "C-1"),
                        new PaymentMethod.Link(now.plus(Duration.ofDays(30))))
                .line(new ReceivableId("F-1"), Money.parse("EUR 1250.00"))
                .line(new ReceivableId("F-2"), Money.parse("EUR 80.00"))
                .description("Invoices F-1 and F-2")
                .language("fr")
                .build();

        PaymentRequestResult result = provider.request(wish, Duration.ofSeconds(20));
        if (result instanceof PaymentRequestResult.InDoubt) { // the line dropped: ask, don't repeat blindly
            result = provider.lookup(wish.key(), Duration.ofSeconds(20)).orElse(result);
        }
        URI link = ((LinkCreated) result).url();
        // until here
        assertThat(link).isEqualTo(URI.create("https://pay.example/pay-1"));

        List<RawCallback> callbacks = new ArrayList<>();
        service.callback(service.taken().get(0), now.plusSeconds(60), new Change.Confirmed(Optional.empty()))
                .ifPresent(callbacks::add);
        service.callback(service.taken().get(0), now, new Change.Pending(Optional.empty()))
                .ifPresent(callbacks::add);
        // shown in docs/spi/payments.md
        PaymentProgress progress = PaymentProgress.of(wish.total());
        for (RawCallback callback : callbacks) { // in whatever order they come, and however often
            for (PaymentEvent event : provider.verify(callback)) { // throws when it is not genuine
                if (event instanceof PaymentEvent.OfRequest about) {
                    progress = progress.plus(about);
                }
            }
        }
        Optional<Money> underWay = progress.underWay(); // no reminder asks for this meanwhile
        // until here
        assertThat(callbacks).hasSize(2);
        assertThat(progress.state()).isEqualTo(PaymentState.CONFIRMED);
        assertThat(underWay).contains(Money.parse("EUR 1330.00"));
    }

    @Test
    void what_was_paid_otherwise_is_withdrawn() {
        PaymentRequest wish = PaymentRequest.builder(
                        new IdempotencyKey("key-1"), AccountId.of("acme", "C-1"), new PaymentMethod.Link(now))
                .line(new ReceivableId("F-1"), Money.parse("EUR 1250.00"))
                .description("Invoice F-1")
                .language("fr")
                .build();
        LinkCreated created = (LinkCreated) provider.request(wish, Duration.ofSeconds(20));

        assertThat(provider.cancel(created.id(), Duration.ofSeconds(20))).isEqualTo(new CancelResult.Withdrawn());
    }
}
