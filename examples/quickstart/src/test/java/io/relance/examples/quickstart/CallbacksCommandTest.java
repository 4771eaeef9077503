package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code relance callbacks} takes, and what it does not. */
class CallbacksCommandTest {
    private static final Environment STRIPE =
            new Environment(Map.of(Stripe.KEY, StripeStandIn.KEY, Stripe.WEBHOOK_SECRET, StripeStandIn.SECRET));
    private static final String OF_NOBODY = "{\"id\":\"evt_1\",\"created\":1,\"type\":\"checkout.session.completed\","
            + "\"data\":{\"object\":{\"id\":\"cs_test_9\",\"payment_status\":\"paid\",\"metadata\":{\"relance_key\":\""
            + "0".repeat(64)
            + ".0123456789abcdef\"}}}}";

    @TempDir
    Path home;

    @BeforeEach
    void aRunThatLeftSomething() {
        Path books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-1,A,2026-01-10,2026-03-20,100.00,EUR");
        CommandLineRun run = CommandLineRun.in(
                home, "run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/out");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private CommandLineRun callbacks(Environment environment, String... more) {
        List<String> args = new ArrayList<>(List.of("callbacks", "--out", home + "/out"));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, environment, args.toArray(new String[0]));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** Says how large a body is, and sends none of it; answers with the line of the status. */
    private static String announce(URI address, int bytes) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST " + address.getPath() + " HTTP/1.1\r\nHost: h\r\nContent-Length: " + bytes + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void each_request_is_answered_by_its_status_and_told_in_a_line() throws Exception {
        Listening callbacks =
                Listening.in(home, STRIPE, "callbacks", "--out", home + "/out", "--pay-by", "stripe", "--count", "1");
        String address = callbacks.address();
        URI stripe = URI.create(address + "/callbacks/stripe");

        assertThat(send(HttpRequest.newBuilder(stripe))).isEqualTo(405);
        assertThat(send(HttpRequest.newBuilder(URI.create(address + "/callbacks/gocardless"))
                        .POST(BodyPublishers.ofString("{}"))))
                .isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(URI.create(address + "/callbacks/stripe/x"))
                        .POST(BodyPublishers.ofString("{}"))))
                .isEqualTo(404);
        assertThat(announce(stripe, 1_048_577)).startsWith("HTTP/1.1 413 ");
        assertThat(send(HttpRequest.newBuilder(stripe).POST(BodyPublishers.ofString("{}"))))
                .isEqualTo(403);
        assertThat(StripeStandIn.post(stripe.toString(), OF_NOBODY, StripeStandIn.SECRET))
                .isEqualTo(204);

        CommandLineRun told = callbacks.ended();
        // a request that no receiver sees is told of after its answer
        assertThat(told.out().lines())
                .containsExactlyInAnyOrder(
                        "listening on " + address + ": /callbacks/stripe",
                        "/callbacks/stripe: a request was not posted (405)",
                        "/callbacks/gocardless: a request has no address of anybody's (404)",
                        "/callbacks/stripe/x: a request has no address of anybody's (404)",
                        "/callbacks/stripe: a request is too large (413)",
                        "stripe: refused, the callback has no signature",
                        "stripe: 0 recorded, 1 of nothing known here");
        assertThat(told.err()).isEqualTo("1 callback taken\n");
    }

    @Test
    void a_port_that_is_in_use_is_one_clear_error() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandLineRun run =
                    callbacks(STRIPE, "--pay-by", "stripe", "--port", Integer.toString(other.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("relance: port " + other.getLocalPort() + " of 127.0.0.1 can't be had: ")
                    .endsWith("; name another --port, or 0 for any free one");
        }
    }

    @Test
    void a_directory_in_which_no_run_left_anything_is_refused() {
        CommandLineRun run =
                CommandLineRun.in(home, STRIPE, "callbacks", "--out", home + "/elsewhere", "--pay-by", "stripe");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("NO_DATABASE");
    }

    @Test
    void a_failure_that_says_nothing_is_told_by_what_it_is() {
        assertThat(CallbacksCommand.why(new IllegalStateException("the store is away")))
                .isEqualTo("the store is away");
        assertThat(CallbacksCommand.why(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `` | nobody would post anything
                    --pay-by sepa | nobody would post anything
                    --sms http://localhost:1/messages | nobody would post anything
                    --pay-by stripe --port 65536 | "65536" is no port
                    --pay-by stripe --count 0 | "0" is no number from 1
                    --pay-by paypal | "paypal" is none of stripe, sepa and none
                    """)
    void a_wrong_command_line_exits_with_2_and_says_what_is_wrong(String more, String saying) {
        CommandLineRun run = callbacks(STRIPE, more.isEmpty() ? new String[0] : more.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(saying);
    }

    @Test
    void a_missing_or_unusable_variable_is_one_clear_error_without_its_value() {
        record Case(Map<String, String> variables, String saying) {}
        for (Case one : List.of(
                new Case(
                        Map.of(),
                        "--pay-by stripe needs the account's secret key in the environment variable " + Stripe.KEY),
                new Case(Map.of(Stripe.KEY, " "), "in the environment variable " + Stripe.KEY),
                new Case(
                        Map.of(Stripe.KEY, StripeStandIn.KEY),
                        "--pay-by stripe needs the signing secret of the webhook endpoint in the environment variable "
                                + Stripe.WEBHOOK_SECRET),
                new Case(Map.of(Stripe.KEY, "no key?"), Stripe.KEY + " can't be used: "),
                new Case(
                        Map.of(Stripe.KEY, StripeStandIn.KEY, Stripe.WEBHOOK_SECRET, "no key?"),
                        Stripe.WEBHOOK_SECRET + " can't be used: "),
                new Case(
                        Map.of(Stripe.KEY, StripeStandIn.KEY, Stripe.URL, "http://stripe.example"),
                        Stripe.URL + " can't be used: the address of a service begins with https://"),
                new Case(
                        Map.of(Stripe.KEY, StripeStandIn.KEY, Stripe.URL, "https://u:hidden@h"),
                        Stripe.URL + " can't be used: the address of a service begins with https://"),
                new Case(
                        Map.of(Stripe.KEY, StripeStandIn.KEY, Stripe.URL, "https://u:hidden@h x"),
                        Stripe.URL + " can't be used: it is no address such as http://127.0.0.1:12111"))) {
            CommandLineRun run = callbacks(new Environment(one.variables()), "--pay-by", "stripe");

            assertThat(run.exitCode()).as(one.saying()).isEqualTo(2);
            assertThat(run.err().lines()).hasSize(2);
            assertThat(run.err()).contains(one.saying()).doesNotContain("no key?", "hidden", StripeStandIn.KEY);
        }
    }
}
