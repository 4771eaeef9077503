package io.relance.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the HTTP server of the Java runtime. */
class CallbackHandlerTest extends CallbackStatuses {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    int start(CallbackReceiver receiver) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/callbacks/sms", new CallbackHandler(receiver, failures::add));
        server.start();
        return server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The handler relies on it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: abc\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 9223372036854775808\r\n",
                "Content-Length: abc\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: abc\r\n",
            })
    void a_length_that_cannot_be_is_refused_by_the_server(String lengths) throws Exception {
        int status = raw(
                "POST /callbacks/sms/x HTTP/1.1\r\nHost: h\r\n" + lengths,
                "1\r\na\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(status).isEqualTo(400);
        assertThat(failures).isEmpty();
    }

    @Test
    void a_failure_of_the_receiver_is_told_and_a_refusal_is_not() throws Exception {
        a_receiver_that_fails_is_posted_to_again();
        a_callback_that_is_not_genuine_is_refused_without_a_word();

        assertThat(failures)
                .extracting(failure -> failure.getClass().getSimpleName())
                .containsExactly("IllegalStateException", "NoClassDefFoundError", "AssertionError");
    }
}
