package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.Gateway.Request;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.delivery.DeliveryId;
import io.relance.testkit.FarEnd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contract of channels over Vonage, with status callbacks. */
class VonageContractTest extends GatewayContract {
    @Override
    SmsGateway settings(Gateway at) {
        return VonageMessages.gateway("a1b2c3d4", KEY)
                .url(at.url("/v1/messages"))
                .sender("Atelier")
                .callbacks(VonageMessages.callbacks(
                        KEY, Optional.empty(), Duration.ofHours(1), InstantSource.fixed(Messages.NOW)))
                .build();
    }

    @Override
    FarEnd.Arrived read(Request request) {
        FlatJson body = FlatJson.read(request.body().getBytes(StandardCharsets.UTF_8));
        return new FarEnd.Arrived(
                body.at("/client_ref").flatMap(Deliveries::read).orElseThrow(),
                "+" + body.at("/to").orElseThrow(),
                Optional.empty(),
                body.at("/text").orElseThrow() + "\n",
                Set.copyOf(body.names()),
                Map.of());
    }

    @Override
    String accepts(Request request) {
        return Gateway.answer(
                202,
                "",
                Messages.fixture("vonage-accepted.json")
                        .replace("0123456789ab", uuid(read(request).delivery())));
    }

    private static String uuid(DeliveryId delivery) {
        return delivery.message().value().substring(52);
    }

    @Override
    String refusesForNow() {
        return Gateway.answer(429, "", Messages.fixture("vonage-throttled.json").replace("Please", KEY + "\\nPlease"));
    }

    @Override
    String refusesForGood() {
        return Gateway.answer(
                422, "", Messages.fixture("vonage-invalid-number.json").replace("number you", KEY + " you"));
    }

    @Override
    Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome, boolean altered) {
        String body = Messages.fixture("vonage-delivered.json")
                .replace("DELIVERY", delivery.toString())
                .replace("0123456789ab", uuid(delivery));
        RawCallback callback = Callbacks.vonage(KEY, body, Messages.NOW);
        return Optional.of(altered ? Callbacks.withBody(callback, body.replace("delivered", "delivered ")) : callback);
    }
}
