package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class OneShotLineTest {
    @Test
    void a_request_without_a_body_is_refused() {
        OneShotLine line = OneShotLine.of(Optional.empty(), 0);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/"));

        assertThatThrownBy(() -> line.send(request, "POST", new byte[0], Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OneShotLine.of(Optional.empty(), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Between the end of the time and hanging up a line may come to stand. */
    @Test
    void what_was_given_up_before_it_began_never_leaves() {
        OneShotLine.Sent sent = new OneShotLine.Sent(new byte[] {1});
        Taker taker = new Taker();

        assertThat(sent.giveUp()).isTrue();
        sent.subscribe(taker);
        assertThat(taker.failed).isTrue();
        assertThat(taker.bytes).isZero();
        assertThat(sent.giveUp()).as("said once").isFalse();
    }

    @Test
    void what_has_begun_can_not_be_given_up() {
        OneShotLine.Sent sent = new OneShotLine.Sent(new byte[] {1});
        Taker taker = new Taker();

        sent.subscribe(taker);
        assertThat(sent.giveUp()).isFalse();
        assertThat(taker.failed).isFalse();
        assertThat(taker.bytes).isEqualTo(1);
    }

    private static final class Taker implements Flow.Subscriber<ByteBuffer> {
        private int bytes;
        private boolean failed;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            bytes += part.remaining();
        }

        @Override
        public void onError(Throwable failure) {
            failed = true;
        }

        @Override
        public void onComplete() {}
    }
}
