package io.relance.adapter.channelsmshttp;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.relance.adapter.channelsmshttp.Gateway.Habit;
import io.relance.http.Exchange;
import io.relance.http.Exchange.Answered;
import io.relance.http.Exchange.Lost;
import io.relance.http.Exchange.NotReached;
import io.relance.http.OneShotLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a request when a gateway does not answer it as it should. */
class GatewayLineTest {
    private final OneShotLine line = OneShotLine.of(Optional.empty(), 65_536);
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new Gateway();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private Exchange send(URI url, Duration timeout) {
        return line.send(HttpRequest.newBuilder(url), "POST", "words".getBytes(StandardCharsets.UTF_8), timeout);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"a\":1}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n"
            })
    void a_line_is_hung_up_after_its_answer(String answer) throws InterruptedException {
        gateway.answers(request -> answer);

        assertThat(send(gateway.url("/"), Messages.LONG)).isInstanceOf(Answered.class);
        for (int i = 0; i < 50 && gateway.openLines() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(gateway.openLines()).isZero();
    }

    @Test
    void redirections_are_not_followed() {
        gateway.answers(request -> Gateway.answer(307, "Location: " + gateway.url("/other") + "\r\n", ""));

        assertThat(((Answered) send(gateway.url("/"), Messages.LONG)).status()).isEqualTo(307);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void nobody_there_got_nothing() {
        gateway.setAway(true);

        assertThat(send(gateway.url("/"), Messages.LONG)).isEqualTo(new NotReached("can't be reached"));
        assertThat(send(URI.create("http://no-such-host.invalid/"), Messages.LONG))
                .isEqualTo(new NotReached("can't be reached"));
    }

    @Test
    void one_whose_certificate_is_not_trusted_got_nothing() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().httpDisabled(true).dynamicHttpsPort());
        server.start();
        try {
            assertThat(send(URI.create("https://localhost:" + server.httpsPort() + "/"), Messages.LONG))
                    .isEqualTo(new NotReached("offers no safe line, or has no certificate that is trusted"));
            assertThat(server.getAllServeEvents()).isEmpty();
        } finally {
            server.stop();
        }
    }

    /** The system takes the line in its place. */
    @Test
    void one_who_accepts_nobody_may_have_got_it_once_the_line_stands() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(send(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/"), Messages.SHORT))
                    .isEqualTo(new Lost("did not answer in time"));
        }
    }

    /** The system takes no more lines than wait already, and says nothing. */
    @Test
    void one_whose_line_never_stands_got_nothing() throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) {
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(full.getLocalSocketAddress());
                waiting.add(one);
            }

            assertThat(send(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"), Messages.SHORT))
                    .isEqualTo(new NotReached("can't be reached in time"));
        } finally {
            for (SocketChannel one : waiting) {
                one.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Habit.class,
            names = {"SILENT", "SILENT_BEFORE_THE_BODY", "HALF"})
    void silence_ends_with_the_timeout_and_is_a_doubt(Habit habit) {
        gateway.behave(habit);
        long before = System.nanoTime();

        assertThat(send(gateway.url("/"), Messages.SHORT)).isEqualTo(new Lost("did not answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Messages.SHORT, Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Habit.class,
            names = {"DROPS", "DROPS_AFTER"})
    void a_line_that_drops_is_a_doubt_and_nothing_is_sent_again(Habit habit) {
        gateway.behave(habit);

        assertThat(send(gateway.url("/"), Messages.LONG)).isEqualTo(new Lost("dropped the line before it answered"));
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void an_answer_that_is_no_http_is_a_doubt() {
        gateway.answers(request -> "SSH-2.0-OpenSSH_9.2\r\n\r\n");

        assertThat(send(gateway.url("/"), Messages.LONG)).isInstanceOf(Lost.class);
    }

    @Test
    void a_thread_that_is_interrupted_stays_so() {
        gateway.behave(Habit.SILENT);
        Thread.currentThread().interrupt();

        Exchange exchange = send(gateway.url("/"), Messages.LONG);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(exchange.toString()).contains("was not waited for");
    }
}
