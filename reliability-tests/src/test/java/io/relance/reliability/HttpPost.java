package io.relance.reliability;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Hands messages to a {@link ReceivingServer}. */
final class HttpPost implements Channel {
    private static final int OK = 200;

    private final ChannelId id;
    private final URI url;
    private final Set<ChannelFeature> features;
    private final HttpClient client = HttpClient.newHttpClient();

    HttpPost(ChannelId id, String url, boolean honoursIds) {
        this.id = id;
        this.url = URI.create(url);
        this.features = honoursIds ? Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY) : Set.of();
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public Set<ChannelFeature> features() {
        return features;
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Idempotency-Key", message.delivery().toString())
                .POST(HttpRequest.BodyPublishers.ofString(message.text()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK
                    ? new DeliveryReceipt.Accepted(Instant.now(), Optional.of(response.body()))
                    : new DeliveryReceipt.TemporaryFailure("status " + response.statusCode());
        } catch (ConnectException e) {
            return new DeliveryReceipt.TemporaryFailure("nobody answers");
        } catch (IOException e) {
            return new DeliveryReceipt.InDoubt(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeliveryReceipt.InDoubt("interrupted");
        }
    }
}
