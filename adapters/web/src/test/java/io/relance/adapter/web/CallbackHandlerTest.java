package io.relance.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void a_failure_of_the_receiver_is_told_and_a_refusal_is_not() throws Exception {
        a_receiver_that_fails_is_posted_to_again();
        a_callback_that_is_not_genuine_is_refused_without_a_word();

        assertThat(failures)
                .extracting(failure -> failure.getClass().getSimpleName())
                .containsExactly("IllegalStateException", "NoClassDefFoundError", "AssertionError");
    }
}
