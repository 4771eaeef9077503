package io.relance.adapter.channelwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.adapter.channelwebhook.Exchange.Answered;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class HttpLineTest {
    /** Between the end of the time and hanging up a line may come to stand. */
    @Test
    void what_was_given_up_before_it_began_never_leaves() {
        HttpLine.Sent sent = new HttpLine.Sent(new byte[] {1});
        Taker taker = new Taker();

        assertThat(sent.giveUp()).isTrue();
        sent.subscribe(taker);
        assertThat(taker.failed).isTrue();
        assertThat(taker.bytes).isZero();
    }

    @Test
    void what_has_begun_can_not_be_given_up() {
        HttpLine.Sent sent = new HttpLine.Sent(new byte[] {1});
        Taker taker = new Taker();

        sent.subscribe(taker);
        assertThat(sent.giveUp()).isFalse();
        assertThat(taker.bytes).isEqualTo(1);
    }

    @Test
    void of_an_answer_its_status_is_enough_and_the_line_is_hung_up() throws IOException, InterruptedException {
        try (Endpoint endpoint = new Endpoint()) {
            endpoint.answers(request -> "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nits end never comes");

            assertThat(new HttpLine(Optional.empty())
                            .post(HttpRequest.newBuilder(endpoint.url("/")), new byte[1], Duration.ofSeconds(10)))
                    .isEqualTo(new Answered(200));
            for (int i = 0; i < 50 && endpoint.openLines() > 0; i++) {
                Thread.sleep(50);
            }
            assertThat(endpoint.openLines()).isZero();
        }
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
