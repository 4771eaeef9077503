package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.Gateway.Request;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.delivery.DeliveryId;
import io.relance.testkit.FarEnd;
import java.net.URI;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/** The contract of channels over Twilio, with status callbacks. */
class TwilioContractTest extends GatewayContract {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    @Override
    SmsGateway settings(Gateway at) {
        return TwilioMessaging.gateway(ACCOUNT, KEY)
                .url(at.url("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json"))
                .sender("+33755000001")
                .callbacks(TwilioMessaging.callbacks(KEY, URI.create("https://host.example/sms?tenant=7")))
                .build();
    }

    @Override
    FarEnd.Arrived read(Request request) {
        NavigableMap<String, NavigableSet<String>> fields = FormFields.read(request.body());
        String callback = fields.get("StatusCallback").first();
        return new FarEnd.Arrived(
                Deliveries.read(FormFields.read(callback.substring(callback.indexOf('?') + 1))
                                .get("delivery")
                                .first())
                        .orElseThrow(),
                fields.get("To").first(),
                Optional.empty(),
                fields.get("Body").first() + "\n",
                fields.keySet(),
                Map.of());
    }

    /** Twilio names each message anew. */
    @Override
    String accepts(Request request) {
        return Gateway.answer(
                201,
                "",
                Messages.fixture("twilio-accepted.json")
                        .replace(
                                "SM00000000000000000000000000000007",
                                sid(read(request).delivery())));
    }

    private static String sid(DeliveryId delivery) {
        return "SM" + delivery.message().value().substring(32);
    }

    @Override
    String refusesForNow() {
        return Gateway.answer(
                429, "", Messages.fixture("twilio-throttled.json").replace("Too Many", "Too Many\\r\\n" + KEY));
    }

    @Override
    String refusesForGood() {
        return Gateway.answer(
                400, "", Messages.fixture("twilio-invalid-number.json").replace("Invalid", KEY + " Invalid"));
    }

    @Override
    Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome, boolean altered) {
        String body =
                Messages.fixture("twilio-delivered.txt").replace("SM00000000000000000000000000000007", sid(delivery));
        RawCallback callback = Callbacks.twilio(
                KEY, "https://host.example/sms", "tenant=7&delivery=" + delivery + "&at=1775035800", body);
        return Optional.of(altered ? Callbacks.withBody(callback, body.replace("To=", "to=")) : callback);
    }
}
