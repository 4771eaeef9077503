package io.relance.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to whoever posts, by whichever server took the request in. */
abstract class CallbackStatuses {
    private final List<RawCallback> received = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Throwable failure;
    private int port;

    /** Starts a server that hands over what is posted below {@code /callbacks/sms}; says on which port of this machine. */
    abstract int start(CallbackReceiver receiver) throws Exception;

    @BeforeEach
    void start() throws Exception {
        port = start(this::receive);
    }

    private void receive(RawCallback callback) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        received.add(callback);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target));
    }

    /** Sends bytes as they are, and reads the status; -1 when the line ends without one. */
    final int raw(String head, byte[] body) throws IOException {
        return raw(head, body, false);
    }

    /** @param hangsUp whether it says that nothing more comes */
    private int raw(String head, byte[] body, boolean hangsUp) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            try {
                out.write(body);
                out.flush();
                if (hangsUp) {
                    socket.shutdownOutput();
                }
            } catch (SocketException e) {
                // it has hung up already, which is what it may do
                assertThat(body.length).isGreaterThan(RawCallback.MAX_BODY_BYTES);
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            String status = line.toString(StandardCharsets.ISO_8859_1);
            return status.isEmpty() ? -1 : Integer.parseInt(status.split(" ")[1]);
        }
    }

    @Test
    void what_is_posted_is_handed_over_as_it_came() throws Exception {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }

        HttpResponse<String> answer = send(request("/callbacks/sms/twilio?delivery=a%2Eb&at=1&at=2")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Signature", "one")
                .header("X-Signature", "two")
                .POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(received).singleElement().satisfies(callback -> {
            assertThat(callback.target()).isEqualTo("/callbacks/sms/twilio?delivery=a%2Eb&at=1&at=2");
            assertThat(callback.body()).isEqualTo(body);
            assertThat(callback.headers("x-signature")).containsExactly("one", "two");
            assertThat(callback.remoteAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void without_a_query_the_target_is_the_path() throws Exception {
        assertThat(send(request("/callbacks/sms/x").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(received).singleElement().satisfies(callback -> {
            assertThat(callback.target()).isEqualTo("/callbacks/sms/x");
            assertThat(callback.body()).isEmpty();
        });
    }

    @Test
    void a_callback_that_is_not_genuine_is_refused_without_a_word() throws Exception {
        failure = new CallbackRefusedException("the signature does not hold");

        HttpResponse<String> answer = send(request("/callbacks/sms/x").POST(BodyPublishers.ofString("a")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_receiver_that_fails_is_posted_to_again() throws Exception {
        for (Throwable one : List.of(
                new IllegalStateException("the database"), new NoClassDefFoundError("x"), new AssertionError())) {
            failure = one;
            HttpResponse<String> answer = send(request("/callbacks/sms/x").POST(BodyPublishers.ofString("a")));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "post"})
    void what_is_not_posted_is_not_taken(String method) throws Exception {
        assertThat(raw(method + " /callbacks/sms/x HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n", new byte[1]))
                .isEqualTo(405);
        assertThat(received).isEmpty();
    }

    @Test
    void a_body_at_the_bound_is_taken() throws Exception {
        assertThat(send(request("/callbacks/sms/x")
                                .POST(BodyPublishers.ofByteArray(new byte[RawCallback.MAX_BODY_BYTES])))
                        .statusCode())
                .isEqualTo(204);
        assertThat(received)
                .singleElement()
                .satisfies(callback -> assertThat(callback.body()).hasSize(1_048_576));
    }

    /** The body never comes, and is not waited for. */
    @Test
    void a_body_that_says_to_be_larger_is_refused_before_it_comes() throws Exception {
        assertThat(raw("POST /callbacks/sms/x HTTP/1.1\r\nHost: h\r\nContent-Length: 1048577\r\n", new byte[0]))
                .isEqualTo(413);
        assertThat(raw(
                        "POST /callbacks/sms/x HTTP/1.1\r\nHost: h\r\nContent-Length: 9223372036854775807\r\n",
                        new byte[0]))
                .isEqualTo(413);
        assertThat(received).isEmpty();
    }

    /** It is in chunks, and its end never comes. */
    @Test
    void a_body_without_end_is_refused_once_it_is_too_large() throws Exception {
        int length = RawCallback.MAX_BODY_BYTES + 1;
        String size = Integer.toHexString(length);
        byte[] chunk = new byte[length + 2];
        chunk[length] = '\r';
        chunk[length + 1] = '\n';

        assertThat(raw("POST /callbacks/sms/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + size, chunk))
                .isEqualTo(413);
        assertThat(received).isEmpty();
    }

    @Test
    void a_body_that_does_not_come_is_no_callback() throws Exception {
        int status = raw("POST /callbacks/sms/x HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n", new byte[3], true);

        assertThat(status).isIn(400, -1);
        assertThat(received).isEmpty();
    }

    @Test
    void more_headers_than_a_callback_may_have_are_too_large() throws Exception {
        HttpRequest.Builder request = request("/callbacks/sms/x");
        for (int i = 0; i <= RawCallback.MAX_HEADERS; i++) {
            request.header("X", "y");
        }

        assertThat(send(request.POST(BodyPublishers.noBody())).statusCode()).isEqualTo(413);
        assertThat(received).isEmpty();
    }
}
