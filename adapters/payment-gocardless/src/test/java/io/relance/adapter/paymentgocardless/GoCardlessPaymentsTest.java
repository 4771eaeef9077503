package io.relance.adapter.paymentgocardless;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
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
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentEvent.OfMandate;
import io.relance.payment.PaymentEvent.OfRequest;
import io.relance.payment.PaymentMethod;
import io.relance.payment.PaymentProgress;
import io.relance.payment.PaymentRequest;
import io.relance.payment.PaymentRequestId;
import io.relance.payment.PaymentRequestResult;
import io.relance.payment.PaymentRequestResult.CollectionStarted;
import io.relance.payment.PaymentRequestResult.Declined;
import io.relance.payment.PaymentRequestResult.InDoubt;
import io.relance.payment.PaymentRequestResult.TemporaryFailure;
import io.relance.payment.PaymentState;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
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

/** Against answers and events in the form of GoCardless's documentation. */
class GoCardlessPaymentsTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String OTHER_SECRET = "TheNextSecret";
    private static final IdempotencyKey KEY = new IdempotencyKey("acme.C-1.2026-03-02");
    private static final MandateId MANDATE = new MandateId("MD0000XH9A3T4C");
    private static final PaymentRequestId PAYMENT = new PaymentRequestId("PM00001078ZJJN");
    private static final CollectionStarted STARTED = new CollectionStarted(PAYMENT, LocalDate.of(2026, 3, 9));
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

    private static GoCardlessSettings.Builder settings() {
        return GoCardlessSettings.builder(FakeGoCardless.ACCESS_TOKEN)
                .webhookSecret(FakeGoCardless.SIGNING_SECRET)
                .webhookSecret(OTHER_SECRET)
                .apiBase(URI.create(SERVER.baseUrl()));
    }

    private static GoCardlessPayments gocardless() {
        return GoCardlessPayments.create(settings().build());
    }

    private static PaymentRequest.Builder wish(PaymentMethod method) {
        return PaymentRequest.builder(KEY, AccountId.of("acme", "C-1"), method)
                .line(new ReceivableId("F-1"), Money.parse("EUR 1250.00"))
                .line(new ReceivableId("F-2"), Money.parse("EUR 80.00"))
                .description("Factures F-1 & \"F-2\"")
                .reference("RF18539007547034")
                .language("fr");
    }

    private static PaymentRequest wish() {
        return wish(new PaymentMethod.DirectDebit(MANDATE, Optional.of(LocalDate.of(2026, 3, 9))))
                .build();
    }

    private static String fixture(String name) {
        try (InputStream in = GoCardlessPaymentsTest.class.getResourceAsStream("/fixtures/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(MappingBuilder call, int status, String fixture) {
        SERVER.stubFor(call.willReturn(aResponse().withStatus(status).withBody(fixture(fixture))));
    }

    @Test
    void a_payment_is_asked_for_under_the_mandate() {
        answer(post("/payments"), 201, "payment-created.json");

        assertThat(gocardless().request(wish(), LONG)).isEqualTo(STARTED);
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/payments"))
                        .withHeader("Idempotency-Key", equalTo("acme.C-1.2026-03-02"))
                        .withHeader("GoCardless-Version", equalTo("2015-07-06"))
                        .withHeader("Authorization", equalTo("Bearer " + FakeGoCardless.ACCESS_TOKEN))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withRequestBody(equalToJson("""
                                {"payments": {
                                  "amount": 133000,
                                  "currency": "EUR",
                                  "description": "Factures F-1 & \\"F-2\\"",
                                  "charge_date": "2026-03-09",
                                  "metadata": {
                                    "relance_key": "acme.C-1.2026-03-02",
                                    "relance_account": "acme/C-1",
                                    "reference": "RF18539007547034"
                                  },
                                  "links": {"mandate": "MD0000XH9A3T4C"}
                                }}
                                """)));
    }

    @Test
    void a_reference_goes_onto_the_statement_when_the_host_says_so_and_the_day_may_be_left_open() {
        answer(post("/payments"), 201, "payment-created.json");
        PaymentRequest soon =
                wish(new PaymentMethod.DirectDebit(MANDATE, Optional.empty())).build();

        GoCardlessPayments.create(settings().sendsReferences().build()).request(soon, LONG);

        String body = SERVER.getAllServeEvents().get(0).getRequest().getBodyAsString();
        assertThat(body)
                .contains("\"reference\":\"RF18539007547034\",\"metadata\"")
                .doesNotContain("charge_date");
    }

    @Test
    void a_key_that_was_used_is_answered_with_its_payment() {
        answer(post("/payments"), 409, "conflict-409.json");
        answer(get("/payments/PM00001078ZJJN"), 200, "payment-created.json");

        assertThat(gocardless().request(wish(), LONG)).isEqualTo(STARTED);
    }

    @Test
    void a_key_that_was_used_and_whose_payment_cannot_be_read_now_is_in_doubt() {
        answer(post("/payments"), 409, "conflict-409.json");
        answer(get("/payments/PM00001078ZJJN"), 500, "internal-500.json");

        assertThat(gocardless().request(wish(), LONG))
                .isEqualTo(new InDoubt("GoCardless answered 500 (gocardless, internal_server_error)"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, unauthorized-401.json, TemporaryFailure, 'GoCardless answered 401 (invalid_api_usage, access_token_not_found)'",
        "409, other-conflict-409.json, InDoubt, 'GoCardless answered 409 (invalid_state, resource_locked)'",
        "422, mandate-inactive-422.json, Declined, 'GoCardless answered 422 (invalid_state, mandate_is_inactive)'",
        "422, validation-422.json, Declined, 'GoCardless answered 422 (validation_failed, charge_date)'",
        "429, rate-limit-429.json, TemporaryFailure, 'GoCardless answered 429 (invalid_api_usage, rate_limit_exceeded)'",
        "500, internal-500.json, InDoubt, 'GoCardless answered 500 (gocardless, internal_server_error)'",
        "201, internal-500.json, InDoubt, GoCardless answered with a payment that lacks what is documented",
    })
    void what_gocardless_refuses(int status, String fixture, String kind, String reason) {
        answer(post("/payments"), status, fixture);

        PaymentRequestResult expected = switch (kind) {
            case "Declined" -> new Declined(reason);
            case "TemporaryFailure" -> new TemporaryFailure(reason);
            default -> new InDoubt(reason);
        };
        assertThat(gocardless().request(wish(), LONG)).isEqualTo(expected);
    }

    @Test
    void a_page_of_a_proxy_leaves_a_doubt() {
        SERVER.stubFor(post("/payments").willReturn(aResponse().withStatus(502).withBody("<html></html>")));

        assertThat(gocardless().request(wish(), LONG))
                .isEqualTo(new InDoubt("GoCardless answered 502 with what can't be read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JPY 5000", "KWD 5.120", "CHF 10.00", "EUR 99999999.00"})
    void amounts_that_it_does_not_collect_are_declined_unasked(String amount) {
        PaymentRequest wish = PaymentRequest.builder(
                        KEY, AccountId.of("acme", "C-1"), new PaymentMethod.DirectDebit(MANDATE, Optional.empty()))
                .line(new ReceivableId("F-1"), Money.parse(amount))
                .description("F-1")
                .language("en")
                .build();

        assertThat(gocardless().request(wish, LONG))
                .isEqualTo(new Declined("GoCardless does not collect amounts like " + amount));
        assertThat(gocardless()
                        .request(wish(new PaymentMethod.Link(Instant.EPOCH)).build(), LONG))
                .isEqualTo(new Declined("GoCardless is asked for direct debits alone, not for links"));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_webhook_with_several_events_is_read_event_by_event() {
        List<PaymentEvent> told =
                gocardless().verify(FakeGoCardless.signed(fixture("webhook.json"), FakeGoCardless.SIGNING_SECRET));

        assertThat(told)
                .containsExactly(
                        new OfRequest(
                                "EV001",
                                Instant.parse("2026-03-04T08:00:00Z"),
                                Optional.of(PAYMENT),
                                Optional.empty(),
                                new Change.Pending(Optional.empty())),
                        new OfRequest(
                                "EV002",
                                Instant.parse("2026-03-12T08:00:00Z"),
                                Optional.of(PAYMENT),
                                Optional.empty(),
                                new Change.Confirmed(Optional.empty())),
                        new OfRequest(
                                "EV003",
                                Instant.parse("2026-03-13T08:00:00Z"),
                                Optional.of(PAYMENT),
                                Optional.empty(),
                                new Change.Failed("it failed: insufficient_funds")),
                        new OfMandate(
                                "EV005",
                                Instant.parse("2026-03-15T08:00:00Z"),
                                MANDATE,
                                Optional.empty(),
                                false,
                                "it ended (cancelled): bank_account_closed"));
        PaymentProgress progress = PaymentProgress.of(Money.parse("EUR 1330.00"));
        for (PaymentEvent event : told) {
            progress = event instanceof OfRequest about ? progress.plus(about) : progress;
        }
        assertThat(progress.state()).as("banks report late").isEqualTo(PaymentState.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "payments, created, Pending",
        "payments, customer_approval_granted, Pending",
        "payments, submitted, Pending",
        "payments, resubmission_requested, Pending",
        "payments, confirmed, Confirmed",
        "payments, paid_out, Confirmed",
        "payments, chargeback_cancelled, Confirmed",
        "payments, failed, Failed",
        "payments, cancelled, Failed",
        "payments, customer_approval_denied, Failed",
        "payments, charged_back, Disputed",
        "payments, chargeback_settled, ",
        "payments, surcharge_fee_debited, ",
        "mandates, active, true",
        "mandates, reinstated, true",
        "mandates, resumed_by_payer, true",
        "mandates, cancelled, false",
        "mandates, failed, false",
        "mandates, expired, false",
        "mandates, blocked, false",
        "mandates, consumed, false",
        "mandates, replaced, false",
        "mandates, suspended_by_payer, false",
        "mandates, submitted, ",
        "refunds, created, ",
    })
    void what_an_action_says(String type, String action, String expected) {
        String body =
                "{\"events\":[{\"id\":\"EV1\",\"created_at\":\"2026-03-04T08:00:00.000Z\",\"resource_type\":\"" + type
                        + "\",\"action\":\"" + action
                        + "\",\"links\":{\"payment\":\"PM1\",\"mandate\":\"MD1\",\"customer\":\"CU1\"},"
                        + "\"resource_metadata\":{\"relance_key\":\"k-1\"}}]}";

        List<PaymentEvent> told = gocardless().verify(FakeGoCardless.signed(body, OTHER_SECRET));

        if (expected == null) {
            assertThat(told).isEmpty();
        } else if (told.get(0) instanceof OfMandate mandate) {
            assertThat(mandate.active()).isEqualTo(Boolean.valueOf(expected));
            assertThat(mandate.customer()).contains("CU1");
        } else {
            OfRequest about = (OfRequest) told.get(0);
            assertThat(about.change().getClass().getSimpleName()).isEqualTo(expected);
            assertThat(about.key()).contains(new IdempotencyKey("k-1"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"events\":[{\"id\":\"EV1\",\"created_at\":\"yesterday\",\"resource_type\":\"payments\",\"action\":\"failed\","
                        + "\"links\":{\"payment\":\"PM1\"}}]}",
                "{\"events\":[{\"id\":\"EV1\",\"created_at\":\"2026-03-04T08:00:00Z\",\"resource_type\":\"payments\","
                        + "\"action\":\"failed\",\"links\":{}}]}"
            })
    void what_is_signed_and_cannot_be_read_is_refused(String body) {
        assertThatThrownBy(() -> gocardless().verify(FakeGoCardless.signed(body, OTHER_SECRET)))
                .isInstanceOf(CallbackRefusedException.class)
                .hasMessage("the callback is signed, but says something else than is documented");
    }

    @Test
    void signatures_are_hexadecimal_in_any_case_and_of_a_secret_that_is_known() {
        String body = fixture("webhook.json");
        String good = FakeGoCardless.signature(body, OTHER_SECRET);

        assertThat(gocardless().verify(callback(good.toUpperCase(Locale.ROOT), body)))
                .hasSize(4);
        for (String bad : List.of("", good.substring(1), good + "0", FakeGoCardless.signature(body, "AnotherSecret"))) {
            assertThatThrownBy(() -> gocardless().verify(callback(bad, body)))
                    .isInstanceOf(CallbackRefusedException.class);
        }
        GoCardlessPayments without = GoCardlessPayments.create(
                GoCardlessSettings.builder(FakeGoCardless.ACCESS_TOKEN).build());
        assertThatThrownBy(() -> without.verify(callback(good, body))).isInstanceOf(CallbackRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "submitted, it is with the bank",
        "confirmed, it was collected",
        "paid_out, it was collected",
        "failed, ",
        "charged_back, ",
        "customer_approval_denied, ",
    })
    void what_can_still_be_withdrawn(String status, String tooLate) {
        try (FakeGoCardless fake = new FakeGoCardless();
                GoCardlessPayments gocardless = GoCardlessPayments.create(
                        settings().apiBase(fake.address()).build())) {
            PaymentRequest wish = wish(new PaymentMethod.DirectDebit(new MandateId("MD0001"), Optional.empty()))
                    .build();
            CollectionStarted started = (CollectionStarted) gocardless.request(wish, LONG);
            fake.become(started.id(), status);

            assertThat(gocardless.cancel(started.id(), LONG))
                    .isEqualTo(tooLate == null ? new CancelResult.Withdrawn() : new CancelResult.TooLate(tooLate));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pending_customer_approval, NOT_YET",
        "pending_submission, NOT_YET",
        "submitted, NOT_YET",
        "active, ACTIVE",
        "failed, ENDED",
        "cancelled, ENDED",
        "expired, ENDED",
        "consumed, ENDED",
        "blocked, ENDED",
        "suspended_by_payer, ENDED",
        "something_new, NOT_TOLD",
    })
    void how_a_mandate_stands(String status, MandateState state) {
        SERVER.stubFor(get("/mandates/MD0000XH9A3T4C")
                .willReturn(aResponse()
                        .withBody("{\"mandates\":{\"id\":\"MD0000XH9A3T4C\",\"status\":\"" + status + "\"}}")));

        assertThat(gocardless().mandate(MANDATE, LONG)).isEqualTo(state);
    }

    @Test
    void a_list_that_never_ends_leaves_a_doubt() {
        SERVER.stubFor(get(urlPathEqualTo("/payments"))
                .willReturn(aResponse()
                        .withBody("{\"payments\":[{\"id\":\"PM1\",\"metadata\":{}}],"
                                + "\"meta\":{\"cursors\":{\"after\":\"PM1\"}}}")));

        assertThat(gocardless().lookup(KEY, LONG))
                .contains(new InDoubt("there are more payments than are looked through"));
        assertThat(SERVER.getAllServeEvents()).hasSize(20);
    }

    @Test
    void settings_show_no_secret_and_refuse_what_is_unsafe() {
        GoCardlessSettings.Builder builder = GoCardlessSettings.builder(FakeGoCardless.ACCESS_TOKEN);
        assertThat(builder.build()).hasToString("gocardless at https://api.gocardless.com");
        assertThat(builder.apiBase(GoCardlessSettings.SANDBOX).id("gc-fr").build())
                .hasToString("gc-fr at https://api-sandbox.gocardless.com");
        assertThat(gocardless().toString()).doesNotContain(FakeGoCardless.ACCESS_TOKEN, OTHER_SECRET);
        assertThatThrownBy(() -> GoCardlessSettings.builder("token\r\nX: y"))
                .hasMessageNotContaining("token\r")
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.apiBase(URI.create("http://api.gocardless.com")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.pendingDays(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.id("GC")).isInstanceOf(IllegalArgumentException.class);
    }

    private static RawCallback callback(String signature, String body) {
        return new RawCallback(
                Map.of("Webhook-Signature", List.of(signature)), body.getBytes(StandardCharsets.UTF_8), "192.0.2.1");
    }
}
