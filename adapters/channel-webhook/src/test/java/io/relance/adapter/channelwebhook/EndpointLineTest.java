package io.relance.adapter.channelwebhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.http.Exchange;
import io.relance.http.OneShotLine;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointLineTest {
    @Test
    void of_an_answer_its_status_is_enough_and_the_line_is_hung_up() throws IOException, InterruptedException {
        try (Endpoint endpoint = new Endpoint()) {
            endpoint.answers(request -> "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nits end never comes");

            Exchange exchange = OneShotLine.of(Optional.empty(), 0)
                    .send(HttpRequest.newBuilder(endpoint.url("/")), "POST", new byte[1], Duration.ofSeconds(10));

            assertThat(exchange).isInstanceOfSatisfying(Exchange.Answered.class, answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEmpty();
            });
            for (int i = 0; i < 50 && endpoint.openLines() > 0; i++) {
                Thread.sleep(50);
            }
            assertThat(endpoint.openLines()).isZero();
        }
    }
}
