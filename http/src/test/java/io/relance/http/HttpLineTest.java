package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.http.Exchange.Answered;
import io.relance.http.Exchange.Lost;
import io.relance.http.Exchange.NotReached;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLineTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private ExecutorService threads;
    private HttpLine line;

    @BeforeEach
    void aServerOnThisMachine() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            answer(exchange);
        });
        server.start();
        line = HttpLine.to(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void noServer() {
        line.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/echo");
                exchange.sendResponseHeaders(302, -1);
            } else if (path.equals("/silent")) {
                sleep();
            } else if (path.equals("/half")) {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
                sleep();
            } else if (path.equals("/large")) {
                exchange.sendResponseHeaders(200, 0);
                write(exchange.getResponseBody());
            } else if (!path.equals("/dropped")) {
                exchange.sendResponseHeaders(201, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out) throws IOException {
        for (int i = 0; i < 6; i++) {
            out.write(new byte[1024 * 1024]);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Exchange post(String path, Duration timeout) {
        return line.call(
                "POST",
                path,
                Map.of("Content-Type", "text/plain"),
                Optional.of("words".getBytes(StandardCharsets.UTF_8)),
                timeout);
    }

    @Test
    void an_answer_has_a_status_and_a_body() {
        Answered answer = (Answered) post("/echo", LONG);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("words");
        assertThat(answer).hasToString("answer 201 of 5 bytes");
    }

    @Test
    void redirections_are_not_followed() {
        assertThat(((Answered) post("/moved", LONG)).status()).isEqualTo(302);
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/half"})
    void the_timeout_bounds_the_call_with_its_answer(String path) {
        long before = System.nanoTime();

        assertThat(post(path, Duration.ofMillis(300))).isEqualTo(new Lost("127.0.0.1 did not answer within 300 ms"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_line_that_drops_is_lost_and_the_call_is_not_repeated() {
        assertThat(post("/dropped", LONG)).isEqualTo(new Lost("the line to 127.0.0.1 was lost"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_large_answer_is_not_read() {
        assertThat(post("/large", LONG)).isEqualTo(new Lost("127.0.0.1 answered more than 4194304 bytes"));
    }

    @Test
    void nobody_there_is_not_reached() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (HttpLine nobody = HttpLine.to(URI.create("http://localhost:" + port))) {
            assertThat(nobody.call("GET", "/", Map.of(), Optional.empty(), LONG))
                    .isEqualTo(new NotReached("localhost can't be reached"));
        }
    }

    @Test
    void a_closed_line_makes_no_call() {
        line.close();

        assertThat(post("/echo", LONG)).isEqualTo(new NotReached("the line to 127.0.0.1 is closed"));
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "http://127.0.0.1.example.com",
                "https://user:secret@api.example.com",
                "ftp://api.example.com",
                "api.example.com",
                "https:///x",
                "https://api.example.com/",
                "https://api.example.com?x=y",
                "https://api.example.com#x"
            })
    void keys_are_sent_over_https_alone_or_to_this_machine(String base) {
        assertThatThrownBy(() -> HttpLine.to(URI.create(base)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the address of a service")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com",
                "https://api.example.com/v1",
                "http://localhost:8080",
                "http://[::1]:8080"
            })
    void these_addresses_will_do(String base) {
        assertThat(HttpLine.to(URI.create(base))).hasToString(base);
    }
}
