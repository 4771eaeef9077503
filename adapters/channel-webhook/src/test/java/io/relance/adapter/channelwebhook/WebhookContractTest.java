package io.relance.adapter.channelwebhook;

import io.relance.adapter.channelwebhook.Endpoint.Habit;
import io.relance.adapter.channelwebhook.Endpoint.Request;
import io.relance.channel.Channel;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of channels, to a receiver that checks signatures and takes each delivery id once. */
class WebhookContractTest extends ChannelContract {
    private static final String KEY = "a-key-of-tests-0";
    private static final String TOKEN = "t0ken-of-tests";

    private Endpoint endpoint;
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        endpoint = new Endpoint();
        receiver = new Receiver();
        receiver.behave(FarEnd.Manner.ACCEPTS);
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Override
    protected Channel channel() {
        return WebhookChannel.create(WebhookEndpoint.builder(endpoint.url("/relance"), KEY)
                .alsoSignedWith("another-key-of-tests")
                .header("X-Token", TOKEN)
                .honoursDeliveryIds()
                .build());
    }

    @Override
    protected FarEnd farEnd() {
        return receiver;
    }

    /** Addresses are the receiver's matter: each goes to it as it is. */
    private final class Receiver implements FarEnd {
        private final WebhookVerifier verifier = WebhookVerifier.of(KEY);
        private final Map<String, Arrived> taken = new LinkedHashMap<>();

        @Override
        public Set<Manner> manners() {
            return EnumSet.allOf(Manner.class);
        }

        @Override
        public void behave(Manner manner) {
            endpoint.setAway(manner == Manner.AWAY);
            endpoint.behave(
                    switch (manner) {
                        case ACCEPTS_LATE -> Habit.ANSWERS_LATE;
                        case SILENT_BEFORE_TAKING -> Habit.SILENT_BEFORE_THE_BODY;
                        case SILENT_AFTER_TAKING -> Habit.SILENT_AFTER;
                        case DROPS_AFTER_TAKING -> Habit.DROPS_AFTER;
                        default -> Habit.ANSWERS;
                    });
            endpoint.answers(request -> switch (manner) {
                case REFUSES_FOR_NOW -> Endpoint.answer(503, "X-Echo: " + TOKEN + "\r\n", KEY);
                case REFUSES_FOR_GOOD -> Endpoint.answer(422, "X-Echo: " + TOKEN + "\r\n", KEY);
                default -> take(request);
            });
        }

        private String take(Request request) {
            if (!verifier.isGenuine(request.headers().get("relance-signature"), request.body(), Instant.now())) {
                return Endpoint.answer(401, "", "");
            }
            synchronized (taken) {
                taken.putIfAbsent(request.headers().get("idempotency-key"), read(request));
            }
            return Endpoint.answer(202, "", "");
        }

        private static Arrived read(Request request) {
            Map<String, String> body = Json.flat(request.body());
            Map<String, byte[]> attachments = new HashMap<>();
            for (int i = 0; body.containsKey("/attachments/" + i + "/name"); i++) {
                attachments.put(
                        body.get("/attachments/" + i + "/name"),
                        Base64.getDecoder().decode(body.get("/attachments/" + i + "/content")));
            }
            String[] id = body.get("/delivery").split("\\.", -1);
            return new Arrived(
                    new DeliveryId(new MessageId(id[0]), new ChannelId(id[1]), Integer.parseInt(id[2])),
                    body.get("/recipientAddress"),
                    Optional.ofNullable(body.get("/subject")),
                    body.get("/text"),
                    body.keySet().stream()
                            .filter(name -> !name.startsWith("/attachments/"))
                            .collect(Collectors.toSet()),
                    attachments);
        }

        @Override
        public List<Arrived> arrived() {
            synchronized (taken) {
                return List.copyOf(taken.values());
            }
        }

        @Override
        public int openLines() {
            return endpoint.openLines();
        }

        @Override
        public Set<String> secrets() {
            return Set.of(KEY, TOKEN);
        }
    }
}
