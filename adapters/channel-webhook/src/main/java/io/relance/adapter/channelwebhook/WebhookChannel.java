package io.relance.adapter.channelwebhook;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.http.Exchange;
import io.relance.http.OneShotLine;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Messages posted to a system of the host's own, which brings them to debtors: as JSON ({@code docs/guide/webhooks.md}),
 * signed, with the delivery id as {@code Idempotency-Key}.
 *
 * <p>Answers: {@code Accepted} for 2xx; {@code PermanentFailure} for 400, 410, 413, 415 and 422, and for a message that is too
 * large; {@code InDoubt} for 409, for 5xx but 501 and 503, and when the line ends, or the time is over, after the request began;
 * {@code TemporaryFailure} for everything else. Only the status of an answer is read.
 *
 * <p>It makes no thread that keeps a program alive; each request has a line of its own, which is hung up. For several threads.
 */
public final class WebhookChannel implements Channel {
    private final WebhookEndpoint endpoint;
    private final OneShotLine line;

    private WebhookChannel(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
        this.line = OneShotLine.of(endpoint.trust(), 0);
    }

    /** A channel to an endpoint. It speaks to nobody before the first hand-over. */
    public static WebhookChannel create(WebhookEndpoint endpoint) {
        return new WebhookChannel(endpoint);
    }

    @Override
    public ChannelId id() {
        return endpoint.channel();
    }

    @Override
    public Set<ChannelFeature> features() {
        return endpoint.honoursDeliveryIds()
                ? Set.of(ChannelFeature.CARRIES_FILES, ChannelFeature.HONOURS_IDEMPOTENCY_KEY)
                : Set.of(ChannelFeature.CARRIES_FILES);
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        long began = System.nanoTime();
        byte[] body = MessageBody.of(message);
        if (body.length > endpoint.maxBytes()) {
            return new DeliveryReceipt.PermanentFailure("the message has " + body.length + " bytes as JSON; at most "
                    + endpoint.maxBytes() + " are posted");
        }
        Duration left = timeout.minusNanos(System.nanoTime() - began);
        return receipt(line.send(
                endpoint.signed(body)
                        .setHeader("Idempotency-Key", message.delivery().toString()),
                "POST",
                body,
                left));
    }

    private DeliveryReceipt receipt(Exchange exchange) {
        String host = endpoint.host();
        if (exchange instanceof Exchange.Answered answer) {
            return receipt(host + " answered " + answer.status(), answer.status());
        }
        if (exchange instanceof Exchange.NotReached nobody) {
            return new DeliveryReceipt.TemporaryFailure(host + " " + nobody.reason() + "; nothing was sent");
        }
        return new DeliveryReceipt.InDoubt(
                host + " " + ((Exchange.Lost) exchange).reason() + "; it may have taken the message");
    }

    private DeliveryReceipt receipt(String said, int status) {
        if (status >= 200 && status < 300) {
            return new DeliveryReceipt.Accepted(endpoint.now(), Optional.empty());
        }
        return switch (status) {
            case 400, 410, 413, 415, 422 -> new DeliveryReceipt.PermanentFailure(said + ": it refuses the message");
            case 501, 503 -> new DeliveryReceipt.TemporaryFailure(said + ": it does not take the message now");
            default ->
                status == 409 || status >= 500
                        ? new DeliveryReceipt.InDoubt(said + ": it may have taken the message")
                        : new DeliveryReceipt.TemporaryFailure(said + ": it does not take the message now");
        };
    }

    @Override
    public void close() {
        line.close();
    }

    /** The channel and the endpoint's host, without anything secret. */
    @Override
    public String toString() {
        return endpoint.toString();
    }
}
