package io.relance.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * Requests that something may depend on, with a body, each over a line of its own that is hung up after the answer: a line that was kept
 * may be gone by the next time, and nobody would know whether the request was. What ends before its body began is known to have sent
 * nothing. A client makes one request at a time, so that no other takes the line before it is hung up; there are as many clients as there
 * were requests at once. No redirection is followed, since requests carry keys. For several threads.
 */
public final class OneShotLine implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Optional<SSLContext> trust;
    private final int most;
    private final Deque<HttpClient> idle = new ConcurrentLinkedDeque<>();

    private OneShotLine(Optional<SSLContext> trust, int most) {
        this.trust = trust;
        this.most = most;
    }

    /**
     * Lines to servers whose certificates are trusted.
     *
     * @param trust empty: those that the Java runtime trusts
     * @param most so many bytes of an answer are read, and no more; 0: its status is enough
     * @throws IllegalArgumentException when that is below 0
     */
    public static OneShotLine of(Optional<SSLContext> trust, int most) {
        if (most < 0) {
            throw new IllegalArgumentException("0 bytes of an answer are read, or more, and not " + most);
        }
        return new OneShotLine(trust, most);
    }

    private HttpClient client() {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        trust.ifPresent(builder::sslContext);
        return builder.build();
    }

    /**
     * Makes one request.
     *
     * @param request without a method and a body
     * @param body not empty: of an empty one nobody could tell whether it began
     * @param timeout for all of it: connecting, the request, the answer
     * @return reasons are clauses without their subject: {@code can't be reached}
     * @throws IllegalArgumentException when the body is empty
     */
    public Exchange send(HttpRequest.Builder request, String method, byte[] body, Duration timeout) {
        if (body.length == 0) {
            throw new IllegalArgumentException("a request over a line of its own has a body");
        }
        HttpClient known = idle.pollFirst();
        HttpClient client = known == null ? client() : known;
        try {
            return exchange(client, request, method, body, timeout);
        } finally {
            idle.addFirst(client);
        }
    }

    private Exchange exchange(
            HttpClient client, HttpRequest.Builder request, String method, byte[] body, Duration timeout) {
        Sent sent = new Sent(body);
        Call call = new Call(most);
        CompletableFuture<HttpResponse<Void>> exchange =
                client.sendAsync(request.method(method, sent).build(), call);
        try {
            // the exchange itself ends before it is hung up only when it fails
            CompletableFuture.anyOf(call.answer, exchange)
                    .get(Math.max(1, shorter(timeout).toNanos()), TimeUnit.NANOSECONDS);
            return call.answer.join();
        } catch (TimeoutException e) {
            return sent.giveUp()
                    ? new Exchange.NotReached("can't be reached in time")
                    : new Exchange.Lost("did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            String why = "was not waited for: the thread was interrupted";
            return sent.giveUp() ? new Exchange.NotReached(why) : new Exchange.Lost(why);
        } catch (ExecutionException e) {
            if (isUnsafe(e)) {
                return new Exchange.NotReached("offers no safe line, or has no certificate that is trusted");
            }
            return sent.giveUp()
                    ? new Exchange.NotReached("can't be reached")
                    : new Exchange.Lost("dropped the line before it answered");
        } finally {
            call.hangUp(exchange);
        }
    }

    /** Lets go of the clients, whose threads end with them. */
    @Override
    public void close() {
        idle.clear();
    }

    private static Duration shorter(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }

    /** Whether no agreement was found on how to encrypt: nothing is sent before. */
    private static boolean isUnsafe(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SSLHandshakeException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The body of a request. It is asked for once the line stands, and not before; given up until then, it never leaves. */
    static final class Sent implements BodyPublisher {
        private enum State {
            WAITING,
            BEGAN,
            GIVEN_UP
        }

        private static final Flow.Subscription NOTHING = new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };

        private final BodyPublisher body;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        Sent(byte[] body) {
            this.body = HttpRequest.BodyPublishers.ofByteArray(body);
        }

        /** Whether nothing of it has left, and nothing will. */
        boolean giveUp() {
            return state.compareAndSet(State.WAITING, State.GIVEN_UP);
        }

        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            if (state.compareAndSet(State.WAITING, State.BEGAN)) {
                body.subscribe(subscriber);
            } else {
                subscriber.onSubscribe(NOTHING);
                subscriber.onError(new IOException("it was given up before it began"));
            }
        }
    }

    /** One answer. It is there before the client takes the exchange for finished, and would keep its line. */
    private static final class Call implements HttpResponse.BodyHandler<Void> {
        final CompletableFuture<Exchange> answer = new CompletableFuture<>();
        private final int most;
        private final CompletableFuture<Void> hungUp = new CompletableFuture<>();

        Call(int most) {
            this.most = most;
        }

        @Override
        public BodySubscriber<Void> apply(ResponseInfo info) {
            return new Reading(info);
        }

        void hangUp(CompletableFuture<?> exchange) {
            exchange.cancel(true);
            hungUp.complete(null);
        }

        private final class Reading implements BodySubscriber<Void> {
            private final ResponseInfo info;
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            Reading(ResponseInfo info) {
                this.info = info;
            }

            @Override
            public CompletionStage<Void> getBody() {
                return hungUp;
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                if (most == 0) {
                    onComplete();
                } else {
                    subscription.request(Long.MAX_VALUE);
                }
            }

            @Override
            public void onNext(List<ByteBuffer> buffers) {
                for (ByteBuffer buffer : buffers) {
                    byte[] part = new byte[Math.min(buffer.remaining(), most - bytes.size())];
                    buffer.get(part);
                    bytes.writeBytes(part);
                }
                if (bytes.size() == most) {
                    onComplete();
                }
            }

            @Override
            public void onError(Throwable failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                answer.complete(new Exchange.Answered(
                        info.statusCode(), bytes.toByteArray(), info.headers().firstValue("Retry-After")));
            }
        }
    }
}
