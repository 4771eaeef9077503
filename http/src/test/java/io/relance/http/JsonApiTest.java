package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.relance.http.JsonApi.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonApiTest {
    private HttpServer server;
    private JsonApi api;

    /** Answers {@code /{status}/{body}} so; {@code /echo} with what it was asked. */
    @BeforeEach
    void aServerOnThisMachine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String[] parts = exchange.getRequestURI().getPath().split("/", 3);
                boolean echoes = parts[1].equals("echo");
                String posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String echo = "[\"%s\",\"%s\",\"%s\",\"%s\",\"%s\"]"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestHeaders().getFirst("X-Version"),
                                exchange.getRequestHeaders().getFirst("Content-Type"),
                                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                                posted);
                byte[] body = (echoes ? echo : parts[2]).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(echoes ? 200 : Integer.parseInt(parts[1]), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        api = new JsonApi(
                "The service",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Map.of("X-Version", "7", "Authorization", "Bearer s3cret"),
                "text/plain",
                body -> body.at("code").text().map(List::of).orElse(List.of()));
    }

    @AfterEach
    void noServer() {
        api.close();
        server.stop(0);
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private static List<String> texts(Reply reply) {
        return ((Reply.Given) reply)
                .body().items().stream().map(item -> item.text().orElse("")).toList();
    }

    @Test
    void what_is_posted_bears_the_headers_the_type_and_the_key() {
        assertThat(texts(api.post("/echo", "a=b", Optional.of("key-1"), soon())))
                .containsExactly("POST", "7", "text/plain", "key-1", "a=b");
        assertThat(texts(api.post("/echo", "", Optional.empty(), soon())))
                .containsExactly("POST", "7", "text/plain", "null", "");
        assertThat(texts(api.get("/echo", soon()))).containsExactly("GET", "7", "null", "null", "");
    }

    @ParameterizedTest
    @CsvSource({
        "/200/7,      Given,   ''",
        "/201/7,      Given,   ''",
        "/202/7,      Unclear, The service answered 202",
        "/302/7,      Unclear, The service answered 302",
        "/400/7,      Refused, The service answered 400",
        "/409/7,      Refused, The service answered 409",
        "/499/7,      Refused, The service answered 499",
        "/500/7,      Unclear, The service answered 500",
        "/400/<html>, Unclear, The service answered 400 with what can't be read",
        "/200/<html>, Unclear, The service answered 200 with what can't be read",
    })
    void an_answer_is_done_refused_or_unclear(String path, String kind, String reason) {
        Reply reply = api.get(path.replace("<html>", "%3Chtml%3E"), soon());

        assertThat(reply.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(reply instanceof Reply.Failed failed ? failed.reason() : "").isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"400, false", "401, true", "403, true", "404, false", "409, false", "422, false", "429, true"})
    void what_says_nothing_of_the_request_is_refused_for_now(int status, boolean forNow) {
        Reply.Refused refused = (Reply.Refused) api.get("/" + status + "/%7B%22code%22:%22x%22%7D", soon());

        assertThat(refused.isForNow()).isEqualTo(forNow);
        assertThat(refused.reason()).isEqualTo("The service answered " + status + " (x)");
        assertThat(refused.body().at("code").text()).contains("x");
    }

    @Test
    void nobody_there_is_not_reached_and_nothing_shows_a_header() {
        server.stop(0);

        assertThat(api.get("/200/7", soon())).isInstanceOf(Reply.NotReached.class);
        assertThat(api)
                .hasToString(
                        "The service at http://127.0.0.1:" + server.getAddress().getPort());
        api.close();
        assertThat(api.get("/200/7", soon())).isEqualTo(new Reply.NotReached("the line to 127.0.0.1 is closed"));
    }
}
