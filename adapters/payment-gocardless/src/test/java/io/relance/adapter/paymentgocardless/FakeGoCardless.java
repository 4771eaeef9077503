package io.relance.adapter.paymentgocardless;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.relance.callback.RawCallback;
import io.relance.http.Json;
import io.relance.payment.IdempotencyKey;
import io.relance.payment.MandateId;
import io.relance.payment.MandateState;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentRequestId;
import io.relance.testkit.FarEnd.Manner;
import io.relance.testkit.PaymentFarEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** As much of GoCardless as the adapter talks to, written from its documentation. */
final class FakeGoCardless implements PaymentFarEnd, ResponseDefinitionTransformerV2, AutoCloseable {
    static final String ACCESS_TOKEN = "live_AccessToken-42";
    static final String SIGNING_SECRET = "SigningSecret-42";
    static final Instant NOW = Instant.parse("2026-03-02T06:00:00Z");

    private static final int SILENCE_MILLIS = 3_000;
    private static final Map<String, String> MANDATES =
            Map.of("MD0001", "active", "MD0002", "pending_submission", "MD0003", "cancelled");

    private static final class Payment {
        final String id;
        final Json asked;
        String status = "pending_submission";

        Payment(int number, Json asked) {
            this.id = "PM000" + number;
            this.asked = asked;
        }

        String key() {
            return asked.at("metadata", "relance_key").text().orElseThrow();
        }

        Taken taken() {
            return new Taken(
                    new IdempotencyKey(key()),
                    new PaymentRequestId(id),
                    Money.of(
                            CurrencyUnit.of(asked.at("currency").text().orElseThrow()),
                            BigDecimal.valueOf(asked.at("amount").whole().orElseThrow(), 2)),
                    asked.at("description").text().orElse(""));
        }

        String json() {
            return "{\"id\":\"" + id + "\",\"created_at\":\"2026-03-02T06:00:00.000Z\",\"charge_date\":\""
                    + asked.at("charge_date").text().orElse("2026-03-06") + "\",\"amount\":"
                    + asked.at("amount").whole().orElseThrow() + ",\"currency\":\""
                    + asked.at("currency").text().orElseThrow() + "\",\"status\":\"" + status
                    + "\",\"metadata\":{\"relance_key\":\"" + key() + "\"},\"links\":{\"mandate\":\""
                    + asked.at("links", "mandate").text().orElseThrow() + "\"}}";
        }
    }

    private final WireMockServer server;
    private final URI address;
    private final List<Payment> payments = new ArrayList<>();
    private final Map<String, Payment> byKey = new HashMap<>();
    private Manner manner = Manner.ACCEPTS;
    private boolean closed;
    private int asked;
    private int posted;

    FakeGoCardless() {
        server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .port(freePort())
                .extensions(this)
                .jettyStopTimeout(100L));
        server.start();
        address = URI.create("http://127.0.0.1:" + server.port());
        server.stubFor(any(anyUrl()).willReturn(ok()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return address;
    }

    @Override
    public String getName() {
        return "gocardless";
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        if (!("Bearer " + ACCESS_TOKEN).equals(request.getHeader("Authorization"))
                || !"2015-07-06".equals(request.getHeader("GoCardless-Version"))) {
            return error(401, "invalid_api_usage", "access_token_not_found", "").build();
        }
        String path = request.getUrl().replaceFirst("\\?.*", "");
        if (request.getMethod().getName().equals("POST") && path.equals("/payments")) {
            asked++;
        }
        return switch (manner) {
            case ACCEPTS -> carryOut(request, path).build();
            case ACCEPTS_LATE -> carryOut(request, path).withFixedDelay(300).build();
            case REFUSES_FOR_NOW ->
                error(429, "invalid_api_usage", "rate_limit_exceeded", "").build();
            case REFUSES_FOR_GOOD -> error(422, "validation_failed", "", "").build();
            case SILENT_BEFORE_TAKING ->
                json(200, "{}").withFixedDelay(SILENCE_MILLIS).build();
            case SILENT_AFTER_TAKING ->
                carryOut(request, path).withFixedDelay(SILENCE_MILLIS).build();
            case DROPS_AFTER_TAKING -> {
                carryOut(request, path);
                yield new ResponseDefinitionBuilder()
                        .withFault(Fault.CONNECTION_RESET_BY_PEER)
                        .build();
            }
            case AWAY -> throw new IllegalStateException("nobody is there");
        };
    }

    private ResponseDefinitionBuilder carryOut(Request request, String path) {
        String[] parts = path.substring(1).split("/");
        if (parts[0].equals("mandates")) {
            return Optional.ofNullable(MANDATES.get(parts[1]))
                    .map(status ->
                            json(200, "{\"mandates\":{\"id\":\"" + parts[1] + "\",\"status\":\"" + status + "\"}}"))
                    .orElseGet(FakeGoCardless::notFound);
        }
        boolean isPost = request.getMethod().getName().equals("POST");
        if (parts.length == 1) {
            return isPost ? create(request) : list(request);
        }
        Optional<Payment> found =
                payments.stream().filter(payment -> payment.id.equals(parts[1])).findFirst();
        if (found.isEmpty()) {
            return notFound();
        }
        Payment payment = found.get();
        if (isPost) {
            if (!payment.status.equals("pending_submission")) {
                return error(422, "invalid_state", "cancellation_failed", "");
            }
            payment.status = "cancelled";
        }
        return json(200, "{\"payments\":" + payment.json() + "}");
    }

    private ResponseDefinitionBuilder create(Request request) {
        Json body = Json.parse(request.getBody()).at("payments");
        String key = request.getHeader("Idempotency-Key");
        if (byKey.containsKey(key)) {
            return error(
                    409,
                    "invalid_state",
                    "idempotent_creation_conflict",
                    ",\"links\":{\"conflicting_resource_id\":\"" + byKey.get(key).id + "\"}");
        }
        String mandate = body.at("links", "mandate").text().orElse("");
        if (!MANDATES.containsKey(mandate)) {
            return notFound();
        }
        if (MANDATES.get(mandate).equals("cancelled")) {
            return error(422, "invalid_state", "mandate_is_inactive", "");
        }
        Payment payment = new Payment(payments.size() + 1, body);
        payments.add(payment);
        byKey.put(key, payment);
        return json(201, "{\"payments\":" + payment.json() + "}");
    }

    /** The newest first, two on a page whatever is asked for, so that there are pages. */
    private ResponseDefinitionBuilder list(Request request) {
        List<Payment> newest = new ArrayList<>();
        payments.forEach(payment -> newest.add(0, payment));
        int from = 0;
        if (request.queryParameter("after").isPresent()) {
            String after = request.queryParameter("after").firstValue();
            from = newest.stream().map(payment -> payment.id).toList().indexOf(after) + 1;
        }
        int to = Math.min(newest.size(), from + 2);
        String cursor = to < newest.size() ? "\"" + newest.get(to - 1).id + "\"" : "null";
        return json(
                200,
                "{\"payments\":"
                        + newest.subList(from, to).stream().map(Payment::json).toList()
                        + ",\"meta\":{\"cursors\":{\"before\":null,\"after\":" + cursor + "},\"limit\":2}}");
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder notFound() {
        return error(404, "invalid_api_usage", "resource_not_found", "");
    }

    private static ResponseDefinitionBuilder error(int status, String type, String reason, String more) {
        return json(
                status,
                "{\"error\":{\"message\":\"Refused: " + ACCESS_TOKEN + "\",\"type\":\"" + type + "\",\"code\":" + status
                        + ",\"errors\":[{\"reason\":\"" + reason + "\",\"message\":\"Refused: " + ACCESS_TOKEN + "\""
                        + more + "}]}}");
    }

    @Override
    public Set<Manner> manners() {
        return EnumSet.allOf(Manner.class);
    }

    @Override
    public synchronized void behave(Manner other) {
        if (other == Manner.AWAY) {
            server.stop();
        } else if (!closed && !server.isRunning()) {
            server.start();
        }
        manner = other;
    }

    @Override
    public synchronized List<Taken> taken() {
        return payments.stream().map(Payment::taken).toList();
    }

    @Override
    public synchronized int asked() {
        return asked;
    }

    private Payment payment(PaymentRequestId id) {
        return payments.stream()
                .filter(payment -> payment.id.equals(id.value()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public synchronized boolean isWithdrawn(PaymentRequestId id) {
        return payment(id).status.equals("cancelled");
    }

    /** It collects by debits alone. */
    @Override
    public boolean isPayable(PaymentRequestId id) {
        return false;
    }

    @Override
    public synchronized void pay(PaymentRequestId id) {
        payment(id).status = "submitted";
    }

    synchronized void become(PaymentRequestId id, String status) {
        payment(id).status = status;
    }

    @Override
    public synchronized Optional<RawCallback> callback(Taken taken, Instant at, Change change) {
        // refunds tell neither their payment nor their amount, and nothing that was created expires
        if (change instanceof Change.Refunded || change instanceof Change.Expired) {
            return Optional.empty();
        }
        String action = change instanceof Change.Pending
                ? "submitted"
                : change instanceof Change.Confirmed
                        ? "confirmed"
                        : change instanceof Change.Failed ? "failed" : "charged_back";
        return Optional.of(event("payments", action, "\"payment\":\"" + taken.id() + "\"", at, "insufficient_funds"));
    }

    @Override
    public synchronized Optional<RawCallback> callback(MandateId mandate, Instant at, boolean active) {
        return Optional.of(event(
                "mandates",
                active ? "active" : "cancelled",
                "\"mandate\":\"" + mandate + "\"",
                at,
                active ? "mandate_activated" : "bank_account_closed"));
    }

    @Override
    public synchronized Optional<RawCallback> foreignCallback() {
        return Optional.of(event("payouts", "paid", "\"payout\":\"PO123\"", NOW, "payout_paid"));
    }

    private RawCallback event(String type, String action, String links, Instant at, String cause) {
        return signed(
                "{\"events\":[{\"id\":\"EV" + ++posted + "\",\"created_at\":\"" + at + "\",\"resource_type\":\"" + type
                        + "\",\"action\":\"" + action + "\",\"links\":{" + links
                        + "},\"details\":{\"origin\":\"bank\",\"cause\":\"" + cause
                        + "\",\"description\":\"words\\nof the bank\"},\"metadata\":{}}],"
                        + "\"meta\":{\"webhook_id\":\"WB1\"}}",
                SIGNING_SECRET);
    }

    static RawCallback signed(String body, String secret) {
        return new RawCallback(
                Map.of("Webhook-Signature", List.of(signature(body, secret))),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1");
    }

    static String signature(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<MandateId> mandate(MandateState state) {
        return switch (state) {
            case ACTIVE -> Optional.of(new MandateId("MD0001"));
            case NOT_YET -> Optional.of(new MandateId("MD0002"));
            case ENDED -> Optional.of(new MandateId("MD0003"));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean owns(Thread thread) {
        return thread.getName().matches("(qtp|wiremock|Connector-Scheduler).*");
    }

    @Override
    public Set<String> secrets() {
        return Set.of(ACCESS_TOKEN, SIGNING_SECRET);
    }

    @Override
    public synchronized void close() {
        closed = true;
        server.stop();
    }
}
