package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that send text messages to a gateway on the loopback address. */
class TextRunTest {
    private static final String TOKEN = "t0ken-of-the-gateway";
    private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    private static final String OUTSIDE = "https://host.example/callbacks/sms";

    @TempDir
    Path home;

    /** What was posted, and what it was shown. */
    private record Posted(String query, String authorization, JsonNode body) {}

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private HttpServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/messages", this::answer);
        gateway.start();
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,language,email,phone,debtorKind",
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR,en,a@customer.example,+33612345678,BUSINESS",
                "F-2,B,2026-01-10,2026-03-20,200.00,EUR,en,b@customer.example,,BUSINESS");
        CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: texts",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    steps:",
                "      - { id: reminder, stage: AMICABLE, when: { daysAfterDue: 5 },"
                        + " send: [ { channel: sms, template: reminder }, { channel: email, template: reminder } ] }");
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (status < 300) {
                posted.add(new Posted(
                        String.valueOf(exchange.getRequestURI().getRawQuery()),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                        JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes())));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + gateway.getAddress().getPort() + "/messages?from=Atelier&route=2";
    }

    private CommandLineRun relance(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(
                command, "--books", home + "/books.csv", "--policy", home + "/policy.yaml", "--as-of", "2026-03-31"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, new Environment(Map.of(TextGateway.TOKEN, TOKEN)), args.toArray(new String[0]));
    }

    private CommandLineRun run(String... more) {
        List<String> args = new ArrayList<>(List.of("--out", home + "/out", "--sms", address()));
        args.addAll(List.of(more));
        return relance("run", args.toArray(new String[0]));
    }

    private String remembered(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--out", home + "/out"));
        args.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.in(home, args.toArray(new String[0]));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void a_step_by_text_message_is_posted_once_with_the_key_of_the_environment() throws IOException {
        CommandLineRun run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains(" 2 messages handed over, ", "text messages go over http://127.0.0.1:");
        assertThat(posted).singleElement().satisfies(message -> {
            assertThat(message.query()).isEqualTo("route=2");
            assertThat(message.authorization()).isEqualTo("Bearer " + TOKEN);
            assertThat(message.body().get("to").asString()).isEqualTo("+33612345678");
            assertThat(message.body().get("from").asString()).isEqualTo("Atelier");
            assertThat(message.body().get("text").asString()).contains("your invoice F-1 was due on 20 March 2026");
            assertThat(message.body().get("reference").asString()).matches("[0-9a-f]{64}\\.sms\\.0");
        });
        assertThat(CommandLineRun.filesOf(home.resolve("out/outbox")).keySet())
                .as("B has no number, and gets the mail that is next")
                .singleElement()
                .asString()
                .startsWith("2026-03-31_B_");

        CommandLineRun again = run();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(posted).hasSize(1);
        assertThat(run.out() + run.err() + again.out() + again.err()).doesNotContain(TOKEN);
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN);
            }
        }
    }

    @Test
    void the_other_commands_know_a_policy_that_sends_text_messages() {
        assertThat(relance("preview", "--customer", "A").out()).contains("sms: +33612345678", "F-1");
        assertThat(relance("preflight").out()).contains("every message could leave");
        run();

        assertThat(remembered("status")).contains("ACCEPTED");
        assertThat(remembered("timeline", "--customer", "A")).contains("by sms");
        assertThat(relance("explain", "--out", home + "/out", "--customer", "A").exitCode())
                .isZero();
        assertThat(remembered("approve")).contains("No message awaits approval.");
        assertThat(remembered("tasks")).isNotEmpty();
        assertThat(remembered("verify")).contains("2 accounts");
    }

    @Test
    void without_a_gateway_a_policy_that_sends_text_messages_does_not_run() {
        CommandLineRun run = relance("run", "--out", home + "/out");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("UNKNOWN_CHANNEL", "step \"reminder\"", "there is no gateway", "name one with --sms");
    }

    @Test
    void a_gateway_that_is_away_ends_with_3_and_the_same_command_sends_what_is_left_once() {
        status = 503;
        CommandLineRun away = run();
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.err().lines().toList())
                .last()
                .asString()
                .startsWith("relance: 1 text message was not taken for now, the last since 127.0.0.1 ")
                .endsWith("; give the same command again");

        status = 202;
        assertThat(run().exitCode()).isZero();
        assertThat(run().exitCode()).isZero();
        assertThat(posted).hasSize(1);
    }

    @Test
    void text_messages_are_never_sent_by_a_run_that_forgets() {
        CommandLineRun run = run("--db", "none");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--sms needs a --db that remembers");
        assertThat(posted).isEmpty();
    }

    @Test
    void a_text_message_leads_to_its_page_too() throws IOException {
        try (StripeStandIn stripe = new StripeStandIn()) {
            CommandLineRun run = CommandLineRun.in(
                    home,
                    stripe.environment(),
                    "run",
                    "--books",
                    home + "/books.csv",
                    "--policy",
                    home + "/policy.yaml",
                    "--as-of",
                    "2026-03-31",
                    "--out",
                    home + "/out",
                    "--sms",
                    address(),
                    "--pay-by",
                    "stripe",
                    "--paid-page",
                    "https://vendor.example/paid");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(stripe.pages()).hasSize(2);
            assertThat(posted)
                    .singleElement()
                    .satisfies(message -> assertThat(message.body().get("text").asString())
                            .containsPattern("https://pay\\.stripe\\.example/plink_[12]\\?locale=en"));
        }
    }

    /** It is nine in the morning in Paris, and three in the night in New York. */
    @Test
    void a_person_is_not_woken_and_the_run_says_that_the_message_waits() {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,language,email,phone,debtorKind,country",
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR,en,a@customer.example,+12125550123,CONSUMER,US");

        CommandLineRun run = run();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("1 message waits for an hour at which people may be reached there\n");
        assertThat(posted).isEmpty();
    }

    @Test
    void a_gateway_on_this_machine_needs_no_key() {
        List<String> args = List.of(
                "run", "--books", home + "/books.csv", "--policy", home + "/policy.yaml", "--as-of", "2026-03-31");
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of("--out", home + "/out", "--sms", address()));

        assertThat(CommandLineRun.in(home, all.toArray(new String[0])).exitCode())
                .isZero();

        assertThat(posted).extracting(Posted::authorization).containsExactly("null");
    }

    @Test
    void what_twilio_posts_of_a_message_is_recorded() throws Exception {
        run();
        String delivery = posted.get(0).body().get("reference").asString();
        Environment environment = new Environment(Map.of(TextGateway.TOKEN, TOKEN));
        Listening callbacks = Listening.in(
                home,
                environment,
                "callbacks",
                "--out",
                home + "/out",
                "--as-of",
                "2026-04-01",
                "--count",
                "2",
                "--sms",
                "twilio://" + ACCOUNT + "?from=+33755000001&callbacks=" + OUTSIDE);
        String query = "?delivery=" + delivery + "&at=1774958400";
        String address = callbacks.address() + "/callbacks/sms" + query;

        assertThat(post(address, query, "another-key")).isEqualTo(403);
        assertThat(post(address, query, TOKEN)).isEqualTo(204);
        assertThat(post(address, query, TOKEN)).isEqualTo(204);

        CommandLineRun told = callbacks.ended();
        assertThat(told.out().lines().skip(1))
                .containsExactly(
                        "sms: refused, the signature of a callback of Twilio's does not hold",
                        "sms: 1 recorded, 1 of them came back undeliverable",
                        "sms: nothing new");
        assertThat(told.out() + told.err()).doesNotContain(TOKEN);
        assertThat(remembered("tasks")).contains("A");
        assertThat(remembered("timeline", "--customer", "A")).contains("2026-03-31  message bounced by engine: ");
    }

    /** A status of a message to a number that is no more; answers with the status of the answer. */
    private static int post(String address, String query, String key) throws IOException, InterruptedException {
        String signed = OUTSIDE + query + "ErrorCode30005MessageSidSM1MessageStatusundelivered";
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature(signed, key))
                .POST(BodyPublishers.ofString("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(String text, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
