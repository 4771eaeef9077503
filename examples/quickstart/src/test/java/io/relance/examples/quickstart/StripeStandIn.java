package io.relance.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** As much of Stripe as a run speaks to: it makes payment links, and posts what became of them. */
final class StripeStandIn implements AutoCloseable {
    static final String KEY = "sk_test_51QuickstartKey";
    static final String SECRET = "whsec_QuickstartSecret7";

    private static final String LINKS = "/v1/payment_links";
    private static final String PAGES = "https://pay.stripe.example/";
    private static final Pattern METADATA = Pattern.compile("metadata\\[([a-z_]+)]");

    private final HttpServer server;
    private final Map<String, String> keysByPage = new ConcurrentHashMap<>();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final List<String> withdrawn = new CopyOnWriteArrayList<>();
    private volatile int refusal;
    private volatile int refusalOfWithdrawals;

    StripeStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    /** The variables of a process that pays over it. */
    Environment environment() {
        return new Environment(Map.of(
                Stripe.KEY,
                KEY,
                Stripe.WEBHOOK_SECRET,
                SECRET,
                Stripe.URL,
                "http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** From now on it answers with that status; 0: as it should. */
    void refuse(int status) {
        refusal = status;
    }

    /** From now on it answers so when a page is to be withdrawn; 0: as it should. */
    void refuseWithdrawals(int status) {
        refusalOfWithdrawals = status;
    }

    /** The addresses of all pages, the first made first. */
    List<String> pages() {
        return List.copyOf(made);
    }

    /** The addresses of the pages that were withdrawn. */
    List<String> withdrawn() {
        return List.copyOf(withdrawn);
    }

    List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Map<String, String> form = form(exchange.getRequestBody().readAllBytes());
            String path = exchange.getRequestURI().getPath();
            boolean creates = exchange.getRequestMethod().equals("POST");
            boolean withdraws = creates && path.startsWith(LINKS + "/");
            int refused = refusal == 0 && withdraws ? refusalOfWithdrawals : refusal;
            String answer;
            if (refused != 0) {
                answer = "{\"error\":{\"type\":\"api_error\"}}";
            } else if (!creates) {
                answer = "{\"object\":\"list\",\"data\":[],\"has_more\":false}";
            } else if (path.equals(LINKS)) {
                answer = page(form);
            } else {
                String id = path.substring(path.lastIndexOf('/') + 1);
                withdrawn.add(PAGES + id);
                answer = "{\"id\":\"" + id + "\",\"active\":false}";
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(refused == 0 ? 200 : refused, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String page(Map<String, String> form) {
        String id = "plink_" + (made.size() + 1);
        String url = PAGES + id;
        Map<String, String> metadata = new TreeMap<>();
        form.forEach((field, value) -> {
            Matcher name = METADATA.matcher(field);
            if (name.matches()) {
                metadata.put(name.group(1), value);
            }
        });
        keysByPage.put(url, String.valueOf(metadata.get("relance_key")));
        made.add(url);
        String copied = metadata.entrySet().stream()
                .map(one -> "\"" + one.getKey() + "\":\"" + one.getValue() + "\"")
                .collect(Collectors.joining(","));
        return "{\"id\":\"" + id + "\",\"object\":\"payment_link\",\"active\":true,\"url\":\"" + url
                + "\",\"metadata\":{" + copied + "}}";
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> form = new TreeMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A debit by a page was given at that instant, in cents of a euro; the bank has still to make it. */
    String debitUnderWay(String page, int cents, Instant at) {
        String id = page.substring(page.lastIndexOf('/') + 1);
        return "{\"id\":\"evt_" + id + "\",\"object\":\"event\",\"created\":"
                + at.getEpochSecond()
                + ",\"type\":\"checkout.session.completed\",\"data\":{\"object\":{\"id\":\"cs_test_of_" + id
                + "\",\"object\":\"checkout.session\",\"status\":\"complete\",\"payment_status\":\"unpaid\","
                + "\"amount_total\":" + cents + ",\"currency\":\"eur\",\"payment_link\":\"" + id
                + "\",\"metadata\":{\"relance_key\":\"" + keysByPage.get(page) + "\"}}}}";
    }

    /** Posts an event; answers with the status. */
    static int post(String address, String event, String secret) throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Stripe-Signature", "t=" + now + ",v1=" + signature(now + "." + event, secret))
                .POST(BodyPublishers.ofString(event))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
