package io.relance.adapter.paymentstripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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
import java.util.stream.Stream;
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
    private static final String LINKS = "/v1/payment_links";
    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final PaymentRequestId LINK = new PaymentRequestId("plink_1Abc");
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
                        .webhookSecret(FakeStripe.SIGNING_SECRET)
                        .webhookSecret(OTHER_SECRET)
                        .apiBase(URI.create(SERVER.baseUrl()))
                        .clock(InstantSource.fixed(NOW))
                        .build());
    }

    private static PaymentRequest.Builder wish() {
        return PaymentRequest.builder(
                        KEY, AccountId.of("acme", "C-1"), new PaymentMethod.Link(NOW.plus(Duration.ofDays(30))))
                .line(new ReceivableId("F-1"), Money.parse("EUR 1250.00"))
                .line(new ReceivableId("F-2"), Money.parse("EUR 80.00"))
                .description("Factures F-1 & F-2")
                .reference("RF18539007547034")
                .language("fr-BE")
                .payerEmail("ann@example.com");
    }

    /** Over a fake of Stripe that remembers. */
    private static StripePayments stripe(FakeStripe fake) {
        return StripePayments.create(
                StripeSettings.builder(FakeStripe.SECRET_KEY, URI.create("https://vendor.example/paid"))
                        .webhookSecret(FakeStripe.SIGNING_SECRET)
                        .apiBase(fake.address())
                        .clock(InstantSource.fixed(NOW))
                        .build());
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

    private static List<String> posted() {
        String form = SERVER.getAllServeEvents().get(0).getRequest().getBodyAsString();
        return Stream.of(form.split("&"))
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void a_link_is_made_by_one_request_with_a_line_for_each_receivable_and_can_be_paid_once() {
        answer(post(LINKS), 200, "link-created.json");

        PaymentRequestResult result = stripe().request(wish().build(), LONG);

        assertThat(result)
                .isEqualTo(new LinkCreated(
                        LINK,
                        URI.create("https://buy.stripe.com/test_5kA7sM2vQ9?locale=fr"),
                        NOW.plus(Duration.ofDays(30))));
        assertThat(SERVER.getAllServeEvents()).hasSize(1);
        SERVER.verify(postRequestedFor(urlEqualTo(LINKS))
                .withHeader("Idempotency-Key", equalTo("acme.C-1.2026-03-02"))
                .withHeader("Stripe-Version", equalTo("2025-07-30.basil"))
                .withHeader("Authorization", equalTo("Bearer " + FakeStripe.SECRET_KEY)));
        assertThat(posted())
                .containsExactly(
                        "restrictions[completed_sessions][limit]=1",
                        "after_completion[type]=redirect",
                        "after_completion[redirect][url]=https://vendor.example/paid",
                        "custom_text[submit][message]=Factures F-1 & F-2",
                        "payment_intent_data[description]=Factures F-1 & F-2",
                        "metadata[relance_key]=acme.C-1.2026-03-02",
                        "metadata[relance_account]=acme/C-1",
                        "metadata[reference]=RF18539007547034",
                        "payment_intent_data[metadata][relance_key]=acme.C-1.2026-03-02",
                        "payment_intent_data[metadata][relance_account]=acme/C-1",
                        "payment_intent_data[metadata][reference]=RF18539007547034",
                        "metadata[relance_until]=2026-04-01T06:00:00Z",
                        "metadata[relance_locale]=fr",
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
    void the_payers_address_goes_nowhere_neither_into_the_link_nor_to_stripe() {
        answer(post(LINKS), 200, "link-created.json");

        LinkCreated link = (LinkCreated) stripe().request(wish().build(), LONG);

        assertThat(link.url().toString()).doesNotContain("example.com");
        assertThat(posted()).noneMatch(pair -> pair.contains("ann@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"20, 20, F-1, 100", "21, 1, Factures F-1 & F-2, 2100"})
    void beyond_twenty_lines_one_line_asks_for_the_sum(int lines, int items, String first, long count) {
        answer(post(LINKS), 200, "link-created.json");
        PaymentRequest.Builder wish = PaymentRequest.builder(
                        KEY, AccountId.of("acme", "C-1"), wish().build().method())
                .description("Factures F-1 & F-2")
                .language("fr");
        for (int i = 1; i <= lines; i++) {
            wish.line(new ReceivableId("F-" + i), Money.parse("EUR 1.00"));
        }

        stripe().request(wish.build(), LONG);

        assertThat(posted())
                .contains(
                        "line_items[0][price_data][product_data][name]=" + first,
                        "line_items[0][price_data][unit_amount]=" + count)
                .filteredOn(pair -> pair.endsWith("[quantity]=1"))
                .hasSize(items);
    }

    @ParameterizedTest
    @CsvSource({"fr, fr", "fr-CA, fr-CA", "pt-BR, pt-BR", "pt-PT, pt", "en-US, en", "EN, en", "ar, auto", "zh-CN, zh"})
    void the_page_is_in_a_language_that_stripe_has(String language, String locale) {
        assertThat(LinkForm.locale(language)).isEqualTo(locale);
    }

    @ParameterizedTest
    @CsvSource({
        "401, error-401.json, TemporaryFailure, Stripe answered 401 (invalid_request_error)",
        "402, error-402.json, Declined, 'Stripe answered 402 (card_error, card_declined, insufficient_funds)'",
        "409, error-409.json, InDoubt, 'Stripe answered 409 (idempotency_error, idempotency_key_in_use)'",
        "429, error-429.json, TemporaryFailure, 'Stripe answered 429 (invalid_request_error, rate_limit)'",
        "500, error-500.json, InDoubt, Stripe answered 500 (api_error)",
        "302, error-500.json, InDoubt, Stripe answered 302 (api_error)",
        "200, error-500.json, InDoubt, Stripe answered with a link that lacks what is documented",
    })
    void what_stripe_refuses(int status, String fixture, String kind, String reason) {
        answer(post(LINKS), status, fixture);

        PaymentRequestResult expected = switch (kind) {
            case "Declined" -> new Declined(reason);
            case "TemporaryFailure" -> new TemporaryFailure(reason);
            default -> new InDoubt(reason);
        };
        assertThat(stripe().request(wish().build(), LONG)).isEqualTo(expected);
    }

    @Test
    void a_page_of_a_proxy_leaves_a_doubt() {
        SERVER.stubFor(post(LINKS).willReturn(aResponse().withStatus(403).withBody("<html>Denied</html>")));

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

        assertThat(stripe.request(debit, LONG))
                .isEqualTo(new Declined("Stripe is asked for links alone, not for direct debits"));
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
                        Optional.of(LINK),
                        Optional.of(KEY),
                        new Change.Confirmed(Optional.of(Money.parse("EUR 1330.00")))));
    }

    @Test
    void a_debit_that_the_bank_has_still_to_make_is_pending_and_may_fail() {
        assertThat(told("event-completed-unpaid.json").change())
                .isEqualTo(new Change.Pending(Optional.of(Money.parse("EUR 1330.00"))));
        assertThat(told("event-async-failed.json").change())
                .isEqualTo(new Change.Failed("the payer's bank refused it"));
    }

    @Test
    void a_page_that_was_left_says_nothing_of_the_link_which_ends_by_being_turned_off_unused() {
        assertThat(told("event-link-off.json"))
                .isEqualTo(new OfRequest(
                        "evt_1Off",
                        Instant.ofEpochSecond(1772434800),
                        Optional.of(LINK),
                        Optional.of(KEY),
                        new Change.Expired()));
        try (StripePayments stripe = stripe()) {
            for (String fixture :
                    List.of("event-session-expired.json", "event-link-used-up.json", "event-link-on.json")) {
                assertThat(stripe.verify(FakeStripe.signed(fixture(fixture), NOW, FakeStripe.SIGNING_SECRET)))
                        .as(fixture)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"event-refunded-partly.json, EUR 80.00", "event-refunded.json, EUR 1330.00"})
    void a_refund_says_all_that_was_given_back_so_far_and_names_the_key(String fixture, String amount) {
        OfRequest event = told(fixture);

        assertThat(event.change()).isEqualTo(new Change.Refunded(Money.parse(amount)));
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
                "{\"type\":\"checkout.session.completed\","
                        + "\"data\":{\"object\":{\"id\":\"cs_1\",\"metadata\":{\"relance_key\":\"k\"}}}}",
                "{\"id\":\"evt\",\"created\":1,\"type\":\"checkout.session.completed\","
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

    // Withdrawing

    @Test
    void pages_that_a_link_has_opened_are_closed_with_it() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = stripe(fake)) {
            PaymentRequestId link = ((LinkCreated) stripe.request(wish().build(), LONG)).id();
            List<FakeStripe.Session> pages =
                    Stream.generate(() -> fake.open(link)).limit(3).toList();

            assertThat(stripe.cancel(link, LONG)).isEqualTo(new CancelResult.Withdrawn());

            assertThat(pages)
                    .allSatisfy(
                            page -> assertThatThrownBy(() -> fake.pay(page)).isInstanceOf(IllegalStateException.class));
            assertThatThrownBy(() -> fake.open(link)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void what_is_paid_on_an_open_page_while_the_link_is_withdrawn_is_seen() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = stripe(fake)) {
            PaymentRequestId link = ((LinkCreated) stripe.request(wish().build(), LONG)).id();
            fake.open(link);
            fake.beforeExpiry(fake::pay);

            assertThat(stripe.cancel(link, LONG)).isEqualTo(new CancelResult.TooLate("its money is under way"));
        }
    }

    @Test
    void a_page_that_is_open_beside_the_one_that_was_paid_is_closed_lest_it_is_paid_twice() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = stripe(fake)) {
            PaymentRequestId link = ((LinkCreated) stripe.request(wish().build(), LONG)).id();
            FakeStripe.Session left = fake.open(link);
            fake.pay(link);

            assertThat(stripe.cancel(link, LONG)).isEqualTo(new CancelResult.TooLate("its money is under way"));
            assertThatThrownBy(() -> fake.pay(left)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_link_whose_payment_failed_was_used_up_and_counts_as_withdrawn() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = stripe(fake)) {
            PaymentRequestId link = ((LinkCreated) stripe.request(wish().build(), LONG)).id();
            fake.pay(link);
            assertThat(stripe.cancel(link, LONG)).isEqualTo(new CancelResult.TooLate("its money is under way"));
            fake.succeed(link);
            assertThat(stripe.cancel(link, LONG)).isEqualTo(new CancelResult.TooLate("it was paid"));
            fake.fail(link);
            assertThat(fake.isPayable(link))
                    .as("Stripe counts a debit that failed")
                    .isFalse();
            assertThat(stripe.cancel(link, LONG)).isEqualTo(new CancelResult.Withdrawn());
        }
    }

    @Test
    void a_page_that_can_not_be_closed_leaves_a_doubt() {
        answer(post(LINKS + "/" + LINK), 200, "link-created.json");
        SERVER.stubFor(get(urlPathEqualTo(SESSIONS))
                .willReturn(aResponse().withBody("{\"has_more\":false,\"data\":[{\"id\":\"cs_1\"}]}")));
        answer(post(SESSIONS + "/cs_1/expire"), 400, "error-402.json");

        assertThat(stripe().cancel(LINK, LONG))
                .isEqualTo(new CancelResult.InDoubt("the link is off, but pages that it has opened can't be closed"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, error-401.json, Stripe answered 401 (invalid_request_error)",
        "429, error-429.json, 'Stripe answered 429 (invalid_request_error, rate_limit)'",
        "500, error-500.json, Stripe answered 500 (api_error)"
    })
    void once_the_link_is_off_what_fails_leaves_a_doubt(int status, String fixture, String reason) {
        answer(post(LINKS + "/" + LINK), 200, "link-created.json");
        answer(get(urlPathEqualTo(SESSIONS)), status, fixture);
        assertThat(stripe().cancel(LINK, LONG)).isEqualTo(new CancelResult.InDoubt(reason));

        SERVER.stubFor(get(urlPathEqualTo(SESSIONS))
                .willReturn(aResponse().withBody("{\"has_more\":false,\"data\":[{\"id\":\"cs_1\"}]}")));
        answer(post(SESSIONS + "/cs_1/expire"), status, fixture);
        assertThat(stripe().cancel(LINK, LONG)).isEqualTo(new CancelResult.InDoubt(reason));
    }

    @Test
    void what_is_no_link_of_stripe_is_unknown_without_asking() {
        assertThat(stripe().cancel(new PaymentRequestId("cs_test_a1B2c3"), LONG))
                .isEqualTo(new CancelResult.Unknown());
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    // The same key

    @Test
    void other_words_under_the_key_find_the_link_with_its_own_end_and_language() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = stripe(fake)) {
            PaymentRequestResult first = stripe.request(wish().build(), LONG);
            for (int i = 0; i < 5; i++) {
                PaymentRequest other = wish().build();
                stripe.request(
                        PaymentRequest.builder(new IdempotencyKey("other-" + i), other.account(), other.method())
                                .line(new ReceivableId("F-9"), Money.parse("EUR 1.00"))
                                .description("F-9")
                                .language("fr")
                                .build(),
                        LONG);
            }
            PaymentRequest later = PaymentRequest.builder(
                            KEY, AccountId.of("acme", "C-1"), new PaymentMethod.Link(NOW.plus(Duration.ofDays(99))))
                    .line(new ReceivableId("F-1"), Money.parse("EUR 1250.00"))
                    .description("Rechnung F-1")
                    .language("de")
                    .build();

            assertThat(stripe.request(later, LONG)).isEqualTo(first);
        }
    }

    @Test
    void a_link_that_is_over_is_found_under_its_key_and_leads_nowhere() {
        try (FakeStripe fake = new FakeStripe();
                StripePayments stripe = stripe(fake)) {
            PaymentRequestId link = ((LinkCreated) stripe.request(wish().build(), LONG)).id();
            PaymentRequest otherWords = wish().description("autres mots").build();
            fake.pay(link);
            assertThat(stripe.request(otherWords, LONG))
                    .isEqualTo(new InDoubt("the link was used; what came of it is told by callbacks"));

            PaymentRequest next = PaymentRequest.builder(
                            new IdempotencyKey("next"), otherWords.account(), otherWords.method())
                    .line(new ReceivableId("F-1"), Money.parse("EUR 1.00"))
                    .description("F-1")
                    .language("fr")
                    .build();
            stripe.cancel(((LinkCreated) stripe.request(next, LONG)).id(), LONG);
            assertThat(stripe.request(
                            next.toBuilder().description("autres mots").build(), LONG))
                    .isEqualTo(new Declined("the link was withdrawn, and nothing was paid"));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 21", "false, 2"})
    void a_link_that_is_not_among_the_newest_leaves_a_doubt(boolean more, int calls) {
        SERVER.stubFor(post(LINKS)
                .willReturn(aResponse().withStatus(400).withBody("{\"error\":{\"type\":\"idempotency_error\"}}")));
        SERVER.stubFor(get(urlPathEqualTo(LINKS))
                .willReturn(aResponse()
                        .withBody("{\"has_more\":" + more + ",\"data\":[{\"id\":\"plink_1\",\"metadata\":{}}]}")));

        assertThat(stripe().request(wish().build(), LONG))
                .isEqualTo(new InDoubt("Stripe knows the key acme.C-1.2026-03-02, and shows no link of it"));
        assertThat(SERVER.getAllServeEvents()).hasSize(calls);
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
