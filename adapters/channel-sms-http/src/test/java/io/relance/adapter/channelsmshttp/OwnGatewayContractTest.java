package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.Gateway.Request;
import io.relance.adapter.channelsmshttp.SmsGateway.Verdict;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.delivery.DeliveryId;
import io.relance.testkit.FarEnd;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contract of channels over a gateway by configuration alone, which honours delivery ids, answers 200 whatever happens,
 * and posts nothing.
 */
class OwnGatewayContractTest extends GatewayContract {
    @Override
    SmsGateway settings(Gateway at) {
        return SmsGateway.builder(at.url("/send?format=json"))
                .method("PUT")
                .keyHeader("X-Api-Key", KEY)
                .header("Idempotency-Key", "{delivery}")
                .sender("ACME")
                .json(
                        "{\"messages\": [{\"to\": \"{recipient}\", \"from\": \"{sender}\", \"words\": [\"{text}\"]}], \"v\": 2}")
                .reference("/messages/0/id")
                .code("/messages/0/status")
                .words("/messages/0/error~1text")
                .verdict("0", Verdict.ACCEPTED)
                .verdict("1", Verdict.REFUSED_FOR_NOW)
                .verdict("3", Verdict.REFUSED_FOR_GOOD)
                .honoursDeliveryIds()
                .build();
    }

    @Override
    FarEnd.Arrived read(Request request) {
        FlatJson body = FlatJson.read(request.body().getBytes(StandardCharsets.UTF_8));
        return new FarEnd.Arrived(
                Deliveries.read(request.headers().get("idempotency-key")).orElseThrow(),
                body.at("/messages/0/to").orElseThrow(),
                Optional.empty(),
                body.at("/messages/0/words/0").orElseThrow() + "\n",
                Set.copyOf(body.names()),
                Map.of());
    }

    @Override
    List<FarEnd.Arrived> once(List<FarEnd.Arrived> taken) {
        Map<DeliveryId, FarEnd.Arrived> first = new LinkedHashMap<>();
        taken.forEach(arrived -> first.putIfAbsent(arrived.delivery(), arrived));
        return List.copyOf(first.values());
    }

    @Override
    String accepts(Request request) {
        return Gateway.answer(200, "", "{\"messages\":[{\"status\":\"0\",\"id\":\"m-1\"}]}");
    }

    @Override
    String refusesForNow() {
        return Gateway.answer(
                200, "", "{\"messages\":[{\"status\":\"1\",\"error/text\":\"throttled,\\t" + KEY + "\"}]}");
    }

    @Override
    String refusesForGood() {
        return Gateway.answer(200, "", "{\"messages\":[{\"status\":3,\"error/text\":\"no such number\"}]}");
    }

    @Override
    Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome, boolean altered) {
        return Optional.empty();
    }
}
