package io.relance.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Calls to one service: over https, or http to a server on the same machine. Each is made once, follows no redirection (headers
 * carry keys), and ends within its timeout, answer and all. Answers have at most {@value #MAX_ANSWER} bytes. For several
 * threads.
 */
public final class HttpLine implements AutoCloseable {
    /** The most bytes of an answer: 4 MiB. */
    public static final int MAX_ANSWER = 4 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI base;
    private final HttpClient client;
    private volatile boolean closed;

    private HttpLine(URI base) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * A line to a service.
     *
     * @param base where its paths begin, without a slash at its end: {@code https://api.example.com}
     * @throws IllegalArgumentException when it is not an absolute address of https (or of http on this machine), or has a
     *     query, a fragment or credentials
     */
    public static HttpLine to(URI base) {
        return new HttpLine(checked(base));
    }

    /** The address, when it is one that keys may be sent to; see {@link #to}. */
    public static URI checked(URI base) {
        String host = base.getHost();
        boolean safe = "https".equalsIgnoreCase(base.getScheme())
                || ("http".equalsIgnoreCase(base.getScheme()) && host != null && LOOPBACK.contains(host));
        if (!safe || host == null || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the address of a service begins with https:// (http:// only on this machine), without credentials");
        }
        if (base.getRawQuery() != null
                || base.getRawFragment() != null
                || base.getRawPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the address of a service has no query, no fragment and no slash at its end, but that at " + host
                            + " has");
        }
        return base;
    }

    /**
     * Makes one call.
     *
     * @param path begins with a slash; whatever comes from outside is escaped in it
     * @param body sent as it is; empty: none
     * @param timeout for the whole call
     */
    public Exchange call(
            String method, String path, Map<String, String> headers, Optional<byte[]> body, Duration timeout) {
        if (closed) {
            return new Exchange.NotReached("the line to " + base.getHost() + " is closed");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        headers.forEach(request::setHeader);
        request.method(
                method,
                body.map(HttpRequest.BodyPublishers::ofByteArray).orElseGet(HttpRequest.BodyPublishers::noBody));
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), info -> new BoundedBody(MAX_ANSWER));
        try {
            HttpResponse<byte[]> got = answer.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
            return new Exchange.Answered(
                    got.statusCode(), got.body(), got.headers().firstValue("Retry-After"));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Exchange.Lost(base.getHost() + " did not answer within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Exchange.Lost("the call to " + base.getHost() + " was interrupted");
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What an exception says, by its kind alone: its words are not ours. */
    private Exchange failed(Throwable cause) {
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException) {
            return new Exchange.NotReached(base.getHost() + " can't be reached");
        }
        if (cause instanceof SSLHandshakeException) {
            return new Exchange.NotReached(base.getHost() + " has no certificate that is trusted");
        }
        if (cause instanceof BoundedBody.TooLargeException) {
            return new Exchange.Lost(base.getHost() + " answered more than " + MAX_ANSWER + " bytes");
        }
        if (cause instanceof IOException) {
            return new Exchange.Lost("the line to " + base.getHost() + " was lost");
        }
        throw new IllegalStateException("a call to " + base.getHost() + " failed", cause);
    }

    /** Makes no more calls. Lines that are open end by themselves; no thread keeps a program alive. */
    @Override
    public void close() {
        closed = true;
    }

    /** Where it leads. */
    @Override
    public String toString() {
        return base.toString();
    }
}
