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
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** What may be said of a link when it is made, as far as the documentation of this version has it and payments need it. */
    private static final Pattern PARAMETERS = Pattern.compile("restrictions\\[completed_sessions]\\[limit]"
            + "|after_completion\\[(type|redirect]\\[url)]|custom_text\\[submit]\\[message]|inactive_message|currency"
            + "|payment_intent_data\\[description]|(payment_intent_data\\[metadata]|metadata)\\[[^\\[\\]]{1,40}]"
            + "|line_items\\[\\d+]\\[(quantity|price_data]\\[(currency|unit_amount|product_data]\\[name))]");

    private static final int MAX_ITEMS = 20;

    private static final class Link {
        final int number;
        final Map<String, String> form;
        final List<Session> sessions = new ArrayList<>();
        boolean active = true;

        Link(int number, Map<String, String> form) {
            this.number = number;
            this.form = form;
        }

        String id() {
            return "plink_" + number;
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
                    new IdempotencyKey(form.get("metadata[relance_key]")),
                    new PaymentRequestId(id()),
                    Money.of(
                            CurrencyUnit.of(currency().toUpperCase(Locale.ROOT)),
                            BigDecimal.valueOf(count(), decimals(currency()))),
                    form.get("custom_text[submit][message]"));
        }

        Optional<Long> limit() {
            return Optional.ofNullable(form.get("restrictions[completed_sessions][limit]"))
                    .map(Long::valueOf);
        }

        long completed() {
            return sessions.stream()
                    .filter(session -> session.status.equals("complete"))
                    .count();
        }

        /** A session that is complete counts, whatever becomes of its money; at the limit the link is turned off. */
        void count(Session completed) {
            completed.status = "complete";
            active &= limit().filter(limit -> completed() >= limit).isEmpty();
        }

        String json() {
            return "{\"id\":\"" + id() + "\",\"object\":\"payment_link\",\"active\":" + active + ",\"currency\":\""
                    + currency() + "\",\"metadata\":" + metadata("metadata") + ",\"restrictions\":"
                    + limit().map(limit ->
                                    "{\"completed_sessions\":{\"count\":" + completed() + ",\"limit\":" + limit + "}}")
                            .orElse("null")
                    + ",\"url\":\"https://buy.stripe.com/test_" + number + "\"}";
        }

        String metadata(String object) {
            return form.entrySet().stream()
                    .filter(field -> field.getKey().startsWith(object + "["))
                    .map(field ->
                            "\"" + field.getKey().substring(object.length() + 1).replace("]", "") + "\":\""
                                    + field.getValue() + "\"")
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A page that somebody has opened by a link. */
    static final class Session {
        private final int number;
        private final Link link;
        private String status = "open";
        private String intent = "requires_payment_method";

        private Session(int number, Link link) {
            this.number = number;
            this.link = link;
        }

        String id() {
            return "cs_test_" + number;
        }

        private String json(boolean expanded) {
            boolean complete = status.equals("complete");
            String payment = expanded ? intentJson() : "\"pi_" + number + "\"";
            return "{\"id\":\"" + id() + "\",\"object\":\"checkout.session\",\"amount_total\":" + link.count()
                    + ",\"client_reference_id\":null,\"currency\":\"" + link.currency() + "\",\"metadata\":"
                    + link.metadata("metadata") + ",\"mode\":\"payment\",\"payment_intent\":"
                    + (complete ? payment : "null") + ",\"payment_link\":\"" + link.id() + "\",\"payment_status\":\""
                    + (intent.equals("succeeded") ? "paid" : "unpaid") + "\",\"status\":\"" + status + "\"}";
        }

        private String intentJson() {
            return "{\"id\":\"pi_" + number + "\",\"object\":\"payment_intent\",\"status\":\"" + intent
                    + "\",\"currency\":\"" + link.currency() + "\",\"metadata\":"
                    + link.metadata("payment_intent_data[metadata]") + "}";
        }
    }

    private final WireMockServer server;
    private final URI address;
    private final List<Link> links = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private Consumer<Session> atExpiry = session -> {};
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
        if (request.getMethod().getName().equals("POST") && path.equals("/v1/payment_links")) {
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
        return switch (parts[1]) {
            case "payment_links" -> {
                if (parts.length == 2) {
                    yield isPost ? create(request) : list(request, links, Link::id, Link::json);
                }
                yield links.stream()
                        .filter(link -> link.id().equals(parts[2]))
                        .findFirst()
                        .map(link -> update(link, request))
                        .orElseGet(FakeStripe::missing);
            }
            case "payment_intents" ->
                sessions.stream()
                        .filter(session -> parts[2].equals("pi_" + session.number))
                        .findFirst()
                        .map(session -> json(200, session.intentJson()))
                        .orElseGet(FakeStripe::missing);
            default -> parts.length == 3 ? listSessions(request) : expire(parts[3]);
        };
    }

    private ResponseDefinitionBuilder create(Request request) {
        String key = request.getHeader("Idempotency-Key");
        Map<String, String> form = form(request.getBodyAsString());
        if (answers.containsKey(key)) {
            return forms.get(key).equals(form) ? json(200, answers.get(key)) : error(400, "idempotency_error", "");
        }
        if (!form.keySet().stream().allMatch(name -> PARAMETERS.matcher(name).matches())) {
            return error(400, "invalid_request_error", "parameter_unknown");
        }
        if (form.containsKey("line_items[" + MAX_ITEMS + "][quantity]")) {
            return error(400, "invalid_request_error", "parameter_invalid");
        }
        Link link = new Link(links.size() + 1, form);
        links.add(link);
        forms.put(key, form);
        answers.put(key, link.json());
        return json(200, link.json());
    }

    private static ResponseDefinitionBuilder update(Link link, Request request) {
        link.active = Boolean.parseBoolean(form(request.getBodyAsString()).get("active"));
        return json(200, link.json());
    }

    private ResponseDefinitionBuilder listSessions(Request request) {
        String link = request.queryParameter("payment_link").firstValue();
        String status = request.queryParameter("status").firstValue();
        boolean expanded = request.queryParameter("expand[]").containsValue("data.payment_intent");
        List<Session> matching = sessions.stream()
                .filter(session -> session.link.id().equals(link) && session.status.equals(status))
                .toList();
        return list(request, matching, Session::id, session -> session.json(expanded));
    }

    /** Only a session that is open can be expired. */
    private ResponseDefinitionBuilder expire(String id) {
        Optional<Session> found =
                sessions.stream().filter(session -> session.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            return missing();
        }
        Session session = found.get();
        atExpiry.accept(session);
        if (!session.status.equals("open")) {
            return error(400, "invalid_request_error", "");
        }
        session.status = "expired";
        return json(200, session.json(false));
    }

    /** The newest first, two on a page whatever is asked for, so that there are pages. */
    private static <T> ResponseDefinitionBuilder list(
            Request request, List<T> all, Function<T, String> id, Function<T, String> json) {
        List<T> newest = new ArrayList<>(all);
        Collections.reverse(newest);
        int from = 0;
        if (request.queryParameter("starting_after").isPresent()) {
            String after = request.queryParameter("starting_after").firstValue();
            from = newest.stream().map(id).toList().indexOf(after) + 1;
        }
        List<T> page = newest.subList(from, Math.min(newest.size(), from + 2));
        return json(
                200,
                "{\"object\":\"list\",\"has_more\":" + (from + 2 < newest.size()) + ",\"data\":"
                        + page.stream().map(json).toList() + "}");
    }

    private static ResponseDefinitionBuilder missing() {
        return error(404, "invalid_request_error", "resource_missing");
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
        return links.stream().map(Link::taken).toList();
    }

    @Override
    public synchronized int asked() {
        return asked;
    }

    private Link link(PaymentRequestId id) {
        return links.stream()
                .filter(link -> link.id().equals(id.value()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public synchronized boolean isPayable(PaymentRequestId id) {
        Link link = link(id);
        return link.active || link.sessions.stream().anyMatch(session -> session.status.equals("open"));
    }

    @Override
    public synchronized boolean isWithdrawn(PaymentRequestId id) {
        return !isPayable(id)
                && link(id).sessions.stream()
                        .noneMatch(session ->
                                session.status.equals("complete") && !session.intent.equals("requires_payment_method"));
    }

    /** A payer opens the page of a link. */
    synchronized Session open(PaymentRequestId id) {
        Link link = link(id);
        if (!link.active) {
            throw new IllegalStateException(id + " opens no page any more");
        }
        Session session = new Session(sessions.size() + 1, link);
        sessions.add(session);
        link.sessions.add(session);
        return session;
    }

    /** A payer pays on an open page, by a debit that the bank has still to make. */
    synchronized void pay(Session session) {
        if (!session.status.equals("open")) {
            throw new IllegalStateException("nobody can pay on " + session.id());
        }
        session.intent = "processing";
        session.link.count(session);
    }

    @Override
    public synchronized void pay(PaymentRequestId id) {
        pay(open(id));
    }

    /** The bank has made the debit. */
    synchronized void succeed(PaymentRequestId id) {
        link(id).sessions.forEach(session -> session.intent = "succeeded");
    }

    /** The bank has refused what was paid by a link. */
    synchronized void fail(PaymentRequestId id) {
        link(id).sessions.forEach(session -> session.intent = "requires_payment_method");
    }

    /** What happens just before a page is closed. */
    synchronized void beforeExpiry(Consumer<Session> happening) {
        atExpiry = happening;
    }

    @Override
    public synchronized Optional<RawCallback> callback(Taken taken, Instant at, Change change) {
        Link link = link(taken.id());
        if (change instanceof Change.Expired) {
            link.sessions.clear();
            link.active = false;
            return Optional.of(event("payment_link.updated", at, link.json()));
        }
        Session session = link.sessions.isEmpty() ? open(taken.id()) : link.sessions.get(0);
        boolean isNew = session.status.equals("open");
        link.count(session);
        if (change instanceof Change.Refunded refunded) {
            long count = refunded.amount()
                    .getAmount()
                    .movePointRight(decimals(link.currency()))
                    .longValueExact();
            return Optional.of(event(
                    "charge.refunded",
                    at,
                    "{\"id\":\"ch_1\",\"object\":\"charge\",\"amount\":" + link.count() + ",\"amount_refunded\":"
                            + count
                            + ",\"currency\":\"" + link.currency() + "\",\"metadata\":"
                            + link.metadata("payment_intent_data[metadata]") + "}"));
        }
        if (change instanceof Change.Disputed) {
            return Optional.of(dispute("charge.dispute.created", "needs_response", session, at));
        }
        if (change instanceof Change.Failed) {
            session.intent = "requires_payment_method";
            return Optional.of(event("checkout.session.async_payment_failed", at, session.json(false)));
        }
        session.intent = change instanceof Change.Confirmed ? "succeeded" : "processing";
        return Optional.of(event(
                isNew ? "checkout.session.completed" : "checkout.session.async_payment_succeeded",
                at,
                session.json(false)));
    }

    synchronized RawCallback dispute(Taken taken, String type, String status) {
        return dispute(type, status, link(taken.id()).sessions.get(0), NOW);
    }

    private RawCallback dispute(String type, String status, Session session, Instant at) {
        return event(
                type,
                at,
                "{\"id\":\"dp_1\",\"object\":\"dispute\",\"amount\":" + session.link.count() + ",\"currency\":\""
                        + session.link.currency() + "\",\"charge\":\"ch_1\",\"payment_intent\":\"pi_" + session.number
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
                "{\"id\":\"evt_1\",\"type\":\"payment_link.updated\",\"created\":1,\"data\":{\"object\":"
                        + link(taken.id()).json() + "}}",
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
