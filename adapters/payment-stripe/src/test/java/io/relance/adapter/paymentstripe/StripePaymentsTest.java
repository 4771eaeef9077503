package io.relance.adapter.paymentstripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.payment.CancelResult;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentEvent.OfRequest;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.InDoubt;
import io.relance.payment.PaymentRequestResult.LinkCreated;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against answers and events in the form of Stripe's documentation. */
class StripePaymentsTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Instant NOW = FakeStripe.NOW;
    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String OTHER_SECRET = "whsec_TheNextSecret";
    private static final IdempotencyKey KEY = new IdempotencyKey("acme.C-1.2026-03-02");
    private static final WireMockServer SERVER =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @BeforeAll
    static void aServer() {
        SERVER.start();
    }

    @AfterAll
    static void noServer() {
        SERVER.stop();
    }

    @BeforeEach
    void nothingIsAnswered() {
        SERVER.resetAll();
    }

    private static StripePayments stripe() {
        return StripePayments.create(
                StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"))
                        .cancelUrl(URI.create("https://vendor.example/back"))
                        .webhookSecret(FakeStripe.SIGNING_SECRET)
                        .webhookSecret(OTHER_SECRET)
                        .apiBase(URI.create(SERVER.baseUrl()))
                        .clock(InstantSource.fixed(NOW))
                        .build());
    }

    private static PaymentRequest.Builder wish() {
        return PaymentRequest.builder(
                        KEY, AccountId.of("acme", "C-1"), new PaymentMethod.Link(NOW.plus(Duration.ofHours(12))))
                .line(new ReceivableId("F-1"), Money.parse("EUR 1250.00"))
                .line(new ReceivableId("F-2"), Money.parse("EUR 80.00"))
                .description("Factures F-1 & F-2")
                .reference("RF18539007547034")
                .language("fr-BE")
                .payerEmail("ann@example.com");
    }

    private static String fixture(String name) {
        try (InputStream in = StripePaymentsTest.class.getResourceAsStream("/fixtures/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(MappingBuilder call, int status, String fixture) {
        SERVER.stubFor(call.willReturn(aResponse().withStatus(status).withBody(fixture(fixture))));
    }

    private static OfRequest told(String fixture) {
        try (StripePayments stripe = stripe()) {
            RawCallback callback = FakeStripe.signed(fixture(fixture), NOW, FakeStripe.SIGNING_SECRET);
            return (OfRequest) stripe.verify(callback).get(0);
        }
    }

    @Test
    void a_session_is_made_with_a_line_for_each_receivable() {
        answer(post(SESSIONS), 200, "session-created.json");

        PaymentRequestResult result = stripe().request(wish().build(), LONG);

        assertThat(result)
                .isEqualTo(new LinkCreated(
                        new PaymentRequestId("cs_test_a1B2c3"),
                        URI.create("https://checkout.stripe.com/c/pay/cs_test_a1B2c3#fidkdWxOYHwn"),
                        Instant.ofEpochSecond(1772474400)));
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo(SESSIONS))
                        .withHeader("Idempotency-Key", equalTo("acme.C-1.2026-03-02"))
                        .withHeader("Stripe-Version", equalTo("2025-07-30.basil"))
                        .withHeader("Authorization", equalTo("Bearer " + FakeStripe.SECRET_KEY)));
        String form = SERVER.getAllServeEvents().get(0).getRequest().getBodyAsString();
        assertThat(form.split("&"))
                .extracting(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .containsExactly(
                        "mode=payment",
                        "client_reference_id=acme.C-1.2026-03-02",
                        "success_url=https://vendor.example/paid",
                        "cancel_url=https://vendor.example/back",
                        "expires_at=1772474400",
                        "locale=fr",
                        "customer_email=ann@example.com",
                        "adaptive_pricing[enabled]=false",
                        "custom_text[submit][message]=Factures F-1 & F-2",
                        "payment_intent_data[description]=Factures F-1 & F-2",
                        "metadata[relance_key]=acme.C-1.2026-03-02",
                        "metadata[relance_account]=acme/C-1",
                        "metadata[reference]=RF18539007547034",
                        "payment_intent_data[metadata][relance_key]=acme.C-1.2026-03-02",
                        "payment_intent_data[metadata][relance_account]=acme/C-1",
                        "payment_intent_data[metadata][reference]=RF18539007547034",
                        "line_items[0][quantity]=1",
                        "line_items[0][price_data][currency]=eur",
                        "line_items[0][price_data][unit_amount]=125000",
                        "line_items[0][price_data][product_data][name]=F-1",
                        "line_items[1][quantity]=1",
                        "line_items[1][price_data][currency]=eur",
                        "line_items[1][price_data][unit_amount]=8000",
                        "line_items[1][price_data][product_data][name]=F-2");
    }

    @Test
    void an_address_that_is_none_is_left_out() {
        answer(post(SESSIONS), 200, "session-created.json");

        stripe().request(wish().payerEmail("ann at example.com").build(), LONG);

        SERVER.verify(postRequestedFor(urlEqualTo(SESSIONS)).withFormParam("customer_email", absent()));
    }

    @ParameterizedTest
    @CsvSource({"fr, fr", "fr-CA, fr-CA", "pt-BR, pt-BR", "pt-PT, pt", "en-US, en", "EN, en", "ar, auto", "zh-CN, zh"})
    void the_page_is_in_a_language_that_stripe_has(String language, String locale) {
        assertThat(SessionForm.locale(language)).isEqualTo(locale);
    }

    @ParameterizedTest
    @CsvSource({
        "401, error-401.json, TemporaryFailure, Stripe answered 401 (invalid_request_error)",
        "402, error-402.json, Declined, 'Stripe answered 402 (card_error, card_declined, insufficient_funds)'",
        "409, error-409.json, InDoubt, 'Stripe answered 409 (idempotency_error, idempotency_key_in_use)'",
        "429, error-429.json, TemporaryFailure, 'Stripe answered 429 (invalid_request_error, rate_limit)'",
        "500, error-500.json, InDoubt, Stripe answered 500 (api_error)",
        "302, error-500.json, InDoubt, Stripe answered 302 (api_error)",
        "200, error-500.json, InDoubt, Stripe answered with a session that lacks what is documented",
    })
    void what_stripe_refuses(int status, String fixture, String kind, String reason) {
        answer(post(SESSIONS), status, fixture);

        PaymentRequestResult expected = switch (kind) {
            case "Declined" -> new Declined(reason);
            case "TemporaryFailure" -> new TemporaryFailure(reason);
            default -> new InDoubt(reason);
        };
        assertThat(stripe().request(wish().build(), LONG)).isEqualTo(expected);
    }

    @Test
    void a_page_of_a_proxy_leaves_a_doubt() {
        SERVER.stubFor(post(SESSIONS).willReturn(aResponse().withStatus(403).withBody("<html>Denied</html>")));

        assertThat(stripe().request(wish().build(), LONG))
                .isEqualTo(new InDoubt("Stripe answered 403 with what can't be read"));
    }

    @Test
    void nothing_is_asked_for_that_stripe_does_not_do() {
        StripePayments stripe = stripe();
        PaymentRequest debit = PaymentRequest.builder(
                        KEY,
                        AccountId.of("acme", "C-1"),
                        new PaymentMethod.DirectDebit(new MandateId("M-1"), Optional.empty()))
                .line(new ReceivableId("F-1"), Money.parse("EUR 1.00"))
                .description("Facture F-1")
                .language("fr")
                .build();
        PaymentRequest week = PaymentRequest.builder(
                        KEY, AccountId.of("acme", "C-1"), new PaymentMethod.Link(NOW.plus(Duration.ofDays(7))))
                .line(new ReceivableId("F-1"), Money.parse("EUR 1.00"))
                .description("Facture F-1")
                .language("fr")
                .build();

        assertThat(stripe.request(debit, LONG))
                .isEqualTo(new Declined("Stripe is asked for links alone, not for direct debits"));
        assertThat(stripe.request(week, LONG)).isEqualTo(new Declined("a link by Stripe lasts 24 hours at most"));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "event-completed-paid.json, evt_1Paid, 1772434800",
        "event-async-succeeded.json, evt_1Succeeded, 1772434800",
    })
    void what_was_paid_is_confirmed(String fixture, String id, long second) {
        assertThat(told(fixture))
                .isEqualTo(new OfRequest(
                        id,
                        Instant.ofEpochSecond(second),
                        Optional.of(new PaymentRequestId("cs_test_a1B2c3")),
                        Optional.of(KEY),
                        new Change.Confirmed(Optional.of(Money.parse("EUR 1330.00")))));
    }

    @Test
    void a_debit_that_the_bank_has_still_to_make_is_pending_and_may_fail() {
        assertThat(told("event-completed-unpaid.json").change())
                .isEqualTo(new Change.Pending(Optional.of(Money.parse("EUR 1330.00"))));
        assertThat(told("event-async-failed.json").change())
                .isEqualTo(new Change.Failed("the payer's bank refused it"));
        assertThat(told("event-expired.json").change()).isEqualTo(new Change.Expired());
    }

    @Test
    void a_refund_says_all_that_was_given_back_and_names_the_key() {
        OfRequest event = told("event-refunded.json");

        assertThat(event.change()).isEqualTo(new Change.Refunded(Money.parse("EUR 80.00")));
        assertThat(event.key()).contains(KEY);
        assertThat(event.request()).isEmpty();
    }

    @Test
    void a_dispute_is_traced_to_its_request_and_one_that_was_won_confirms_again() {
        answer(get("/v1/payment_intents/pi_3Abc"), 200, "payment-intent.json");

        OfRequest disputed = told("event-dispute-created.json");
        assertThat(disputed.change()).isEqualTo(new Change.Disputed(Optional.of(Money.parse("EUR 1330.00"))));
        assertThat(disputed.key()).contains(KEY);
        assertThat(told("event-dispute-won.json").change()).isEqualTo(new Change.Confirmed(Optional.empty()));
        try (StripePayments stripe = stripe()) {
            assertThat(stripe.verify(
                            FakeStripe.signed(fixture("event-dispute-lost.json"), NOW, FakeStripe.SIGNING_SECRET)))
                    .as("it stays disputed")
                    .isEmpty();
        }
    }

    @Test
    void a_dispute_that_cannot_be_traced_now_is_refused_so_that_it_comes_again() {
        answer(get("/v1/payment_intents/pi_3Abc"), 500, "error-500.json");

        assertThatThrownBy(() -> told("event-dispute-created.json"))
                .isInstanceOf(CallbackRefusedException.class)
                .hasMessage("Stripe can't be asked now which payment is disputed");
    }

    @Test
    void any_of_several_secrets_and_signatures_will_do() {
        String body = fixture("event-completed-paid.json");
        long time = NOW.getEpochSecond();
        String good = FakeStripe.signature(time + "." + body, OTHER_SECRET);
        String bad = "0".repeat(64);
        try (StripePayments stripe = stripe()) {
            for (String header : List.of(
                    "t=" + time + ",v1=" + good,
                    "t=" + time + ",v1=" + bad + ",v1=" + good,
                    "v0=x,v1=" + good + ",t=" + time)) {
                assertThat(stripe.verify(callback(header, body))).as(header).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void a_signature_holds_for_five_minutes(long seconds) {
        String body = fixture("event-completed-paid.json");
        try (StripePayments stripe = stripe()) {
            assertThat(stripe.verify(FakeStripe.signed(body, NOW.plusSeconds(seconds), OTHER_SECRET)))
                    .hasSize(1);
            long more = seconds + Long.signum(seconds);
            assertThatThrownBy(() -> stripe.verify(FakeStripe.signed(body, NOW.plusSeconds(more), OTHER_SECRET)))
                    .isInstanceOf(CallbackRefusedException.class)
                    .hasMessage("the callback's signature is too old, or of the future");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t=", "t=1772431200", "v1=00", "t=x,v1=GOOD", "t=1772431200,v0=GOOD", "t=1772431201,v1=GOOD"
            })
    void what_is_not_signed_so_is_refused(String template) {
        String body = fixture("event-completed-paid.json");
        String header = template.replace(
                "GOOD", FakeStripe.signature(NOW.getEpochSecond() + "." + body, FakeStripe.SIGNING_SECRET));
        try (StripePayments stripe = stripe()) {
            assertThatThrownBy(() -> stripe.verify(callback(header, body)))
                    .isInstanceOf(CallbackRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"type\":\"checkout.session.expired\","
                        + "\"data\":{\"object\":{\"id\":\"cs_1\",\"metadata\":{\"relance_key\":\"k\"}}}}",
                "{\"id\":\"evt\",\"created\":1,\"type\":\"checkout.session.expired\","
                        + "\"data\":{\"object\":{\"id\":\"cs_1\",\"metadata\":{\"relance_key\":\"a b\"}}}}",
                "{\"id\":\"evt\",\"created\":1,\"type\":\"charge.refunded\","
                        + "\"data\":{\"object\":{\"metadata\":{\"relance_key\":\"k\"}}}}"
            })
    void what_is_signed_and_cannot_be_read_is_refused(String body) {
        try (StripePayments stripe = stripe()) {
            assertThatThrownBy(() -> stripe.verify(FakeStripe.signed(body, NOW, OTHER_SECRET)))
                    .isInstanceOf(CallbackRefusedException.class)
                    .hasMessageStartingWith("the callback is signed, but");
        }
    }

    @Test
    void without_a_signing_secret_every_callback_is_refused() {
        try (StripePayments stripe = StripePayments.create(
                StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"))
                        .build())) {
            assertThatThrownBy(() -> stripe.verify(callback("t=1,v1=", "{}")))
                    .isInstanceOf(CallbackRefusedException.class);
        }
    }

    @Test
    void a_session_whose_payment_failed_counts_as_withdrawn() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = StripePayments.create(
                        StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"))
                                .apiBase(fake.address())
                                .clock(InstantSource.fixed(NOW))
                                .build())) {
            LinkCreated link = (LinkCreated) stripe.request(wish().build(), LONG);
            fake.pay(link.id());
            assertThat(stripe.cancel(link.id(), LONG)).isEqualTo(new CancelResult.TooLate("its money is under way"));
            fake.fail(link.id());
            assertThat(stripe.cancel(link.id(), LONG)).isEqualTo(new CancelResult.Withdrawn());
        }
    }

    @Test
    void a_session_that_has_ended_is_found_and_leads_nowhere() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = StripePayments.create(
                        StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"))
                                .apiBase(fake.address())
                                .clock(InstantSource.fixed(NOW))
                                .build())) {
            LinkCreated link = (LinkCreated) stripe.request(wish().build(), LONG);
            stripe.cancel(link.id(), LONG);
            assertThat(stripe.lookup(KEY, LONG)).contains(new Declined("the link has expired, and nothing was paid"));
            fake.pay(link.id());
            assertThat(stripe.lookup(KEY, LONG))
                    .contains(new InDoubt("the link was used; what came of it is told by callbacks"));
        }
    }

    @Test
    void a_list_that_never_ends_leaves_a_doubt() {
        SERVER.stubFor(get(urlPathEqualTo(SESSIONS))
                .willReturn(aResponse()
                        .withBody(
                                "{\"has_more\":true,\"data\":[{\"id\":\"cs_1\",\"client_reference_id\":\"other\"}]}")));

        assertThat(stripe().lookup(KEY, LONG)).contains(new InDoubt("there are more sessions than are looked through"));
        assertThat(SERVER.getAllServeEvents()).hasSize(20);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR 12.34, 1234, eur",
        "JPY 5000, 5000, jpy",
        "KRW 1, 1, krw",
        "KWD 5.120, 5120, kwd",
        "BHD 0.010, 10, bhd",
        "ISK 5, 500, isk",
        "HUF 10.45, 1045, huf",
        "TWD 8.00, 800, twd",
        "MGA 5.00, 5, mga",
    })
    void amounts_are_counted_as_stripe_documents_it(String amount, long count, String currency) {
        Money money = Money.parse(amount);

        assertThat(StripeAmounts.count(money)).contains(count);
        assertThat(StripeAmounts.amount(count, currency)).contains(money);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KWD 5.124", "MGA 5.40", "UGX 500", "LYD 1.000", "EUR 99999999999999999999.00"})
    void amounts_that_stripe_cannot_count_are_declined(String amount) {
        assertThat(StripeAmounts.count(Money.parse(amount))).isEmpty();
        assertThat(stripe().request(
                                PaymentRequest.builder(
                                                KEY,
                                                AccountId.of("a", "b"),
                                                wish().build().method())
                                        .line(new ReceivableId("F-1"), Money.parse(amount))
                                        .description("F-1")
                                        .language("en")
                                        .build(),
                                LONG))
                .isInstanceOf(Declined.class);
    }

    @Test
    void amounts_of_no_currency_are_none() {
        assertThat(StripeAmounts.amount(100, "zzz")).isEmpty();
        assertThat(StripeAmounts.amount(150, "isk")).isEmpty();
    }

    @Test
    void settings_show_no_secret_and_refuse_what_is_unsafe() {
        StripeSettings.Builder builder =
                StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"));
        assertThat(builder.webhookSecret(OTHER_SECRET).id("stripe-fr").build())
                .hasToString("stripe-fr at https://api.stripe.com");
        assertThat(stripe().toString()).doesNotContain("sk_test", "whsec");
        assertThatThrownBy(() -> StripeSettings.builder("sk_test_x\r\nX: y", URI.create("https://vendor.example")))
                .hasMessageNotContaining("sk_test")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("http://vendor.example")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.apiBase(URI.create("http://api.stripe.com")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.pendingDays(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.id("Stripe FR")).isInstanceOf(IllegalArgumentException.class);
    }

    private static RawCallback callback(String signature, String body) {
        return new RawCallback(
                Map.of("Stripe-Signature", List.of(signature)), body.getBytes(StandardCharsets.UTF_8), "192.0.2.1");
    }
}
