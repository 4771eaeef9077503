package io.relance.adapter.paymentstripe;

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
import io.relance.payment.IdempotencyKey;
import io.relance.payment.PaymentEvent.Change;
import io.relance.payment.PaymentRequestId;
import io.relance.testkit.FarEnd.Manner;
import io.relance.testkit.PaymentFarEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** As much of Stripe as the adapter talks to, written from its documentation; amounts are counted here on their own. */
final class FakeStripe implements PaymentFarEnd, ResponseDefinitionTransformerV2, AutoCloseable {
    static final String SECRET_KEY = "sk_test_51AbcSecretKey";
    static final String SIGNING_SECRET = "whsec_SigningSecret42";
    static final Instant NOW = Instant.parse("2026-03-02T06:00:00Z");

    private static final int SILENCE_MILLIS = 3_000;

    private static final class Session {
        final int number;
        final Map<String, String> form;
        String status = "open";
        String intent = "requires_payment_method";

        Session(int number, Map<String, String> form) {
            this.number = number;
            this.form = form;
        }

        String id() {
            return "cs_test_" + number;
        }

        String currency() {
            return form.get("line_items[0][price_data][currency]");
        }

        long count() {
            long sum = 0;
            for (int i = 0; form.containsKey("line_items[" + i + "][quantity]"); i++) {
                sum += Long.parseLong(form.get("line_items[" + i + "][quantity]"))
                        * Long.parseLong(form.get("line_items[" + i + "][price_data][unit_amount]"));
            }
            return sum;
        }

        Taken taken() {
            return new Taken(
                    new IdempotencyKey(form.get("client_reference_id")),
                    new PaymentRequestId(id()),
                    Money.of(
                            CurrencyUnit.of(currency().toUpperCase(Locale.ROOT)),
                            BigDecimal.valueOf(count(), decimals(currency()))),
                    form.get("custom_text[submit][message]"));
        }

        String json() {
            boolean open = status.equals("open");
            return "{\"id\":\"" + id() + "\",\"object\":\"checkout.session\",\"amount_total\":" + count()
                    + ",\"client_reference_id\":\"" + form.get("client_reference_id") + "\",\"currency\":\""
                    + currency()
                    + "\",\"expires_at\":" + form.get("expires_at") + ",\"metadata\":" + metadata()
                    + ",\"mode\":\"payment\",\"payment_intent\":" + (open ? "null" : intentJson())
                    + ",\"payment_status\":\"" + (intent.equals("succeeded") ? "paid" : "unpaid") + "\",\"status\":\""
                    + status + "\",\"url\":"
                    + (open ? "\"https://checkout.stripe.com/c/pay/" + id() + "#fid\"" : "null") + "}";
        }

        String metadata() {
            return "{\"relance_key\":\"" + form.get("metadata[relance_key]") + "\"}";
        }

        String intentJson() {
            return "{\"id\":\"pi_" + number + "\",\"object\":\"payment_intent\",\"status\":\"" + intent
                    + "\",\"currency\":\"" + currency() + "\",\"metadata\":{\"relance_key\":\""
                    + form.get("payment_intent_data[metadata][relance_key]") + "\"}}";
        }
    }

    private final WireMockServer server;
    private final URI address;
    private final List<Session> sessions = new ArrayList<>();
    private final Map<String, Map<String, String>> forms = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private Manner manner = Manner.ACCEPTS;
    private boolean closed;
    private int asked;
    private int posted;

    FakeStripe() {
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
        return "stripe";
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        if (!("Bearer " + SECRET_KEY).equals(request.getHeader("Authorization"))
                || !StripeApi.VERSION.equals(request.getHeader("Stripe-Version"))) {
            return error(401, "invalid_request_error", "no_key").build();
        }
        String path = request.getUrl().replaceFirst("\\?.*", "");
        if (request.getMethod().getName().equals("POST") && path.equals("/v1/checkout/sessions")) {
            asked++;
        }
        return switch (manner) {
            case ACCEPTS -> carryOut(request, path).build();
            case ACCEPTS_LATE -> carryOut(request, path).withFixedDelay(300).build();
            case REFUSES_FOR_NOW ->
                error(429, "invalid_request_error", "rate_limit").build();
            case REFUSES_FOR_GOOD ->
                error(400, "invalid_request_error", "amount_too_small").build();
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
        boolean isPost = request.getMethod().getName().equals("POST");
        String[] parts = path.substring(1).split("/");
        if (parts.length == 3 && isPost) {
            return create(request);
        }
        if (parts.length == 3 && parts[1].equals("checkout")) {
            return list(request);
        }
        if (parts.length == 3 && parts[1].equals("payment_intents")) {
            return sessions.stream()
                    .filter(session -> parts[2].equals("pi_" + session.number))
                    .findFirst()
                    .map(session -> json(200, session.intentJson()))
                    .orElseGet(() -> error(404, "invalid_request_error", "resource_missing"));
        }
        Optional<Session> found = sessions.stream()
                .filter(session -> session.id().equals(parts[3]))
                .findFirst();
        if (found.isEmpty()) {
            return error(404, "invalid_request_error", "resource_missing");
        }
        Session session = found.get();
        if (isPost) {
            if (!session.status.equals("open")) {
                return error(400, "invalid_request_error", "");
            }
            session.status = "expired";
        }
        return json(200, session.json());
    }

    private ResponseDefinitionBuilder create(Request request) {
        String key = request.getHeader("Idempotency-Key");
        Map<String, String> form = form(request.getBodyAsString());
        if (answers.containsKey(key)) {
            return forms.get(key).equals(form) ? json(200, answers.get(key)) : error(400, "idempotency_error", "");
        }
        Session session = new Session(sessions.size() + 1, form);
        sessions.add(session);
        forms.put(key, form);
        answers.put(key, session.json());
        return json(200, session.json());
    }

    /** The newest first, two on a page whatever is asked for, so that there are pages. */
    private ResponseDefinitionBuilder list(Request request) {
        List<Session> newest = new ArrayList<>();
        sessions.forEach(session -> newest.add(0, session));
        int from = 0;
        if (request.queryParameter("starting_after").isPresent()) {
            String after = request.queryParameter("starting_after").firstValue();
            from = newest.stream().map(Session::id).toList().indexOf(after) + 1;
        }
        List<Session> page = newest.subList(from, Math.min(newest.size(), from + 2));
        return json(
                200,
                "{\"object\":\"list\",\"has_more\":" + (from + 2 < newest.size()) + ",\"data\":"
                        + page.stream().map(Session::json).toList() + "}");
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder error(int status, String type, String code) {
        return json(
                status,
                "{\"error\":{\"type\":\"" + type + "\",\"code\":" + (code.isEmpty() ? "null" : "\"" + code + "\"")
                        + ",\"message\":\"Refused: " + SECRET_KEY + "\"}}");
    }

    static int decimals(String currency) {
        return switch (currency) {
            case "jpy" -> 0;
            case "kwd" -> 3;
            default -> 2;
        };
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
        return sessions.stream().map(Session::taken).toList();
    }

    @Override
    public synchronized int asked() {
        return asked;
    }

    private Session session(PaymentRequestId id) {
        return sessions.stream()
                .filter(session -> session.id().equals(id.value()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public synchronized boolean isWithdrawn(PaymentRequestId id) {
        return session(id).status.equals("expired");
    }

    @Override
    public synchronized void pay(PaymentRequestId id) {
        session(id).status = "complete";
        session(id).intent = "processing";
    }

    /** The bank has refused what was paid by a session. */
    synchronized void fail(PaymentRequestId id) {
        session(id).status = "complete";
        session(id).intent = "requires_payment_method";
    }

    @Override
    public synchronized Optional<RawCallback> callback(Taken taken, Instant at, Change change) {
        Session session = session(taken.id());
        if (change instanceof Change.Refunded refunded) {
            long count = refunded.amount()
                    .getAmount()
                    .movePointRight(decimals(session.currency()))
                    .longValueExact();
            return Optional.of(event(
                    "charge.refunded",
                    at,
                    "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":" + session.count() + ",\"amount_refunded\":"
                            + count + ",\"currency\":\"" + session.currency() + "\",\"metadata\":" + session.metadata()
                            + "}"));
        }
        if (change instanceof Change.Disputed) {
            return Optional.of(dispute("charge.dispute.created", "needs_response", session, at));
        }
        if (change instanceof Change.Failed) {
            return Optional.of(event("checkout.session.async_payment_failed", at, session.json()));
        }
        if (change instanceof Change.Expired) {
            return Optional.of(event("checkout.session.expired", at, session.json()));
        }
        session.status = "complete";
        session.intent = change instanceof Change.Confirmed ? "succeeded" : "processing";
        return Optional.of(event("checkout.session.completed", at, session.json()));
    }

    synchronized RawCallback dispute(Taken taken, String type, String status) {
        return dispute(type, status, session(taken.id()), NOW);
    }

    private RawCallback dispute(String type, String status, Session session, Instant at) {
        return event(
                type,
                at,
                "{\"id\":\"dp_1\",\"object\":\"dispute\",\"amount\":" + session.count() + ",\"currency\":\""
                        + session.currency() + "\",\"charge\":\"ch_1\",\"payment_intent\":\"pi_" + session.number
                        + "\",\"status\":\"" + status + "\",\"metadata\":{}}");
    }

    private RawCallback event(String type, Instant at, String object) {
        return signed(
                "{\"id\":\"evt_" + ++posted + "\",\"object\":\"event\",\"api_version\":\"" + StripeApi.VERSION
                        + "\",\"created\":" + at.getEpochSecond() + ",\"type\":\"" + type + "\",\"data\":{\"object\":"
                        + object + "}}",
                NOW,
                SIGNING_SECRET);
    }

    @Override
    public synchronized Optional<RawCallback> staleCallback(Taken taken) {
        return Optional.of(signed(
                "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\",\"created\":1,\"data\":{\"object\":"
                        + session(taken.id()).json() + "}}",
                NOW.minusSeconds(301),
                SIGNING_SECRET));
    }

    @Override
    public Optional<RawCallback> foreignCallback() {
        return Optional.of(signed(
                "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\",\"created\":1,"
                        + "\"data\":{\"object\":{\"id\":\"cs_9\",\"metadata\":{},\"payment_status\":\"paid\"}}}",
                NOW,
                SIGNING_SECRET));
    }

    static RawCallback signed(String body, Instant at, String secret) {
        return new RawCallback(
                Map.of(
                        "Stripe-Signature",
                        List.of("t=" + at.getEpochSecond() + ",v1="
                                + signature(at.getEpochSecond() + "." + body, secret)
                                + ",v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39")),
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
    public boolean owns(Thread thread) {
        return thread.getName().matches("(qtp|wiremock|Connector-Scheduler).*");
    }

    @Override
    public Set<String> secrets() {
        return Set.of(SECRET_KEY, SIGNING_SECRET);
    }

    @Override
    public synchronized void close() {
        closed = true;
        server.stop();
    }
}
