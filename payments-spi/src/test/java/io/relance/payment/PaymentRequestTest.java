package io.relance.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentRequestTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final ReceivableId FIRST = new ReceivableId("F-1");
    private static final ReceivableId SECOND = new ReceivableId("F-2");

    private static PaymentRequest.Builder request() {
        return PaymentRequest.builder(
                        new IdempotencyKey("key-1"),
                        AccountId.of("acme", "C-1"),
                        new PaymentMethod.Link(Instant.parse("2026-03-02T18:00:00.999Z")))
                .description("Invoice F-1")
                .language("fr");
    }

    @Test
    void the_total_is_the_sum_of_the_lines() {
        PaymentRequest request = request()
                .line(FIRST, Money.parse("EUR 0.10"))
                .line(SECOND, Money.parse("EUR 0.20"))
                .build();

        assertThat(request.total()).isEqualTo(Money.parse("EUR 0.30"));
        assertThat(request.lines()).extracting(PaymentLine::receivable).containsExactly(FIRST, SECOND);
    }

    @Test
    void a_link_expires_at_a_whole_second() {
        assertThat(request().line(FIRST, Money.parse("EUR 1.00")).build().method())
                .isEqualTo(new PaymentMethod.Link(Instant.parse("2026-03-02T18:00:00Z")));
    }

    @Test
    void lines_are_some_of_one_currency_and_each_of_another_receivable() {
        assertThatThrownBy(() -> request().build()).hasMessage("a payment request has 1 to 100 lines, but this has 0");
        assertThatThrownBy(() -> request()
                        .line(FIRST, Money.parse("EUR 1.00"))
                        .line(SECOND, Money.parse("USD 1.00"))
                        .build())
                .hasMessage("a payment request is of one currency, but has lines in EUR and USD");
        assertThatThrownBy(() -> request()
                        .line(FIRST, Money.parse("EUR 1.00"))
                        .line(FIRST, Money.parse("EUR 2.00"))
                        .build())
                .hasMessage("a payment request asks for F-1 twice");
        assertThatThrownBy(() -> request().line(FIRST, Money.parse("EUR 0.00")))
                .hasMessage("a payment line asks for more than 0, but F-1 for EUR 0.00");
        PaymentRequest.Builder many = request();
        for (int i = 0; i <= PaymentRequest.MAX_LINES; i++) {
            many.line(new ReceivableId("F-" + i), Money.parse("EUR 1.00"));
        }
        assertThatThrownBy(many::build).hasMessage("a payment request has 1 to 100 lines, but this has 101");
    }

    @Test
    void a_request_names_what_it_lacks() {
        PaymentRequest.Builder without = PaymentRequest.builder(
                        new IdempotencyKey("key-1"),
                        AccountId.of("acme", "C-1"),
                        new PaymentMethod.DirectDebit(new MandateId("M-1"), Optional.empty()))
                .line(FIRST, Money.parse("EUR 1.00"));

        assertThatThrownBy(without::build).hasMessage("a payment request needs its description");
        without.description("Invoice F-1");
        assertThatThrownBy(without::build).hasMessage("a payment request needs its language");
    }

    @Test
    void a_copied_request_keeps_every_field() {
        PaymentRequest request = request()
                .line(FIRST, Money.parse("EUR 1.00"))
                .reference("RF18539007547034")
                .payerEmail("ann@example.com")
                .build();

        assertThat(request.toBuilder().build()).usingRecursiveComparison().isEqualTo(request);
    }

    @Test
    void a_request_in_a_log_shows_neither_address_nor_words() {
        assertThat(request()
                        .line(FIRST, Money.parse("EUR 1.00"))
                        .payerEmail("ann@example.com")
                        .build())
                .hasToString("payment request key-1 of acme/C-1 for EUR 1.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\rb", "a\u0000", "a\u2028b", "a\u0085b"})
    void words_are_one_line(String words) {
        assertThatThrownBy(() -> request().description(words))
                .hasMessageStartingWith("a payment's description is one line");
        assertThatThrownBy(() -> request().reference(words))
                .hasMessageStartingWith("a payment's reference is one line");
        assertThatThrownBy(() -> request().payerEmail(words))
                .hasMessageStartingWith("a payer's e-mail address is one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "f", "fr_FR", "fr-", "fr;q=1", "français"})
    void a_language_is_a_tag(String tag) {
        assertThatThrownBy(() -> request().language(tag)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a\n", "é"})
    void a_key_is_made_of_plain_characters(String text) {
        assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "é"})
    void the_names_that_providers_give_are_visible_characters(String text) {
        assertThatThrownBy(() -> new PaymentRequestId(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MandateId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://pay.example/x", "/x", "https:x", "javascript:alert(1)"})
    void a_link_begins_with_https(String url) {
        PaymentRequestId id = new PaymentRequestId("pay-1");
        assertThatThrownBy(() -> new PaymentRequestResult.LinkCreated(id, URI.create(url), Instant.EPOCH))
                .hasMessage("a payment link begins with https:// and names a host");
    }

    @Test
    void an_event_names_itself_and_what_it_is_about() {
        PaymentEvent.Change expired = new PaymentEvent.Change.Expired();
        assertThatThrownBy(() ->
                        new PaymentEvent.OfRequest("e-1", Instant.EPOCH, Optional.empty(), Optional.empty(), expired))
                .hasMessage("a payment event names a request or its key: e-1");
        assertThatThrownBy(() -> new PaymentEvent.OfRequest(
                        " ", Instant.EPOCH, Optional.of(new PaymentRequestId("p")), Optional.empty(), expired))
                .hasMessageStartingWith("a payment event's id is one line");
        assertThatThrownBy(() ->
                        new PaymentEvent.OfMandate("", Instant.EPOCH, new MandateId("M-1"), Optional.empty(), true, ""))
                .hasMessageStartingWith("a payment event's id is one line");
    }

    /** The least that a provider has to write. */
    private static final class Least implements PaymentProvider {
        @Override
        public String id() {
            return "least";
        }

        @Override
        public Set<PaymentFeature> features() {
            return Set.of(PaymentFeature.DIRECT_DEBIT);
        }

        @Override
        public int pendingDays() {
            return 5;
        }

        @Override
        public PaymentRequestResult request(PaymentRequest request, Duration timeout) {
            return new PaymentRequestResult.CollectionStarted(new PaymentRequestId("p"), LocalDate.of(2026, 3, 9));
        }

        @Override
        public CancelResult cancel(PaymentRequestId id, Duration timeout) {
            return new CancelResult.Unknown();
        }

        @Override
        public List<PaymentEvent> verify(RawCallback callback) {
            throw new CallbackRefusedException("none is expected");
        }
    }

    @Test
    void a_provider_that_only_collects_promises_nothing_of_keys_and_knows_no_mandate() {
        try (PaymentProvider provider = new Least()) {
            assertThat(provider.keyLifetime()).isZero();
            assertThat(provider.longestLink()).isEmpty();
            assertThat(provider.lookup(new IdempotencyKey("key-1"), TIMEOUT))
                    .as("never empty: that would let the engine request again")
                    .contains(new PaymentRequestResult.InDoubt("the payment provider least can't be asked"));
            assertThat(provider.mandate(new MandateId("M-1"), TIMEOUT)).isEqualTo(MandateState.UNKNOWN);
            assertThatThrownBy(() -> provider.verify(new RawCallback(Map.of(), new byte[0], "")))
                    .isInstanceOf(CallbackRefusedException.class);
        }
    }
}
