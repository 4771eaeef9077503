package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.Gateway.Habit;
import io.relance.adapter.channelsmshttp.Gateway.Request;
import io.relance.callback.RawCallback;
import io.relance.channel.Channel;
import io.relance.channel.LateReceipt;
import io.relance.delivery.DeliveryId;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contract of channels over a gateway whose answers are those of one provider; refusals repeat the key, as no gateway
 * should.
 */
abstract class GatewayContract extends ChannelContract {
    static final String KEY = "k3y/of+gate=way";

    private Gateway gateway;
    private GatewayEnd farEnd;

    @BeforeEach
    void start() throws IOException {
        gateway = new Gateway();
        farEnd = new GatewayEnd();
        farEnd.behave(FarEnd.Manner.ACCEPTS);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** Settings for a gateway at an address that the fake listens at. */
    abstract SmsGateway settings(Gateway at);

    /** What a request brings to the debtor. */
    abstract FarEnd.Arrived read(Request request);

    abstract String accepts(Request request);

    abstract String refusesForNow();

    abstract String refusesForGood();

    abstract Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome, boolean altered);

    @Override
    protected Channel channel() {
        return SmsChannel.create(settings(gateway));
    }

    @Override
    protected FarEnd farEnd() {
        return farEnd;
    }

    @Override
    protected String address(int number) {
        return "+336" + String.format(Locale.ROOT, "%08d", number);
    }

    @Override
    protected List<String> noAddresses() {
        return List.of(
                "",
                " ",
                "nobody",
                "0612345678",
                "0033612345678",
                "33612345678",
                "+0612345678",
                "+33 (0)6 12 34 56 78",
                "+33612345678, +33612345679",
                "+33612345678\r\n+33612345679",
                "+33612345678;ext=5",
                "+3361234567890123",
                "+\u0663\u0663612345678");
    }

    private final class GatewayEnd implements FarEnd {
        /** Those that were taken, of all that came in. */
        private final List<Request> taken = new ArrayList<>();

        @Override
        public Set<Manner> manners() {
            return EnumSet.allOf(Manner.class);
        }

        @Override
        public void behave(Manner manner) {
            gateway.setAway(manner == Manner.AWAY);
            gateway.behave(
                    switch (manner) {
                        case ACCEPTS_LATE -> Habit.ANSWERS_LATE;
                        case SILENT_BEFORE_TAKING -> Habit.SILENT_BEFORE_THE_BODY;
                        case SILENT_AFTER_TAKING -> Habit.HALF;
                        case DROPS_AFTER_TAKING -> Habit.DROPS_AFTER;
                        default -> Habit.ANSWERS;
                    });
            gateway.answers(request -> switch (manner) {
                case REFUSES_FOR_NOW -> refusesForNow();
                case REFUSES_FOR_GOOD -> refusesForGood();
                default -> {
                    synchronized (taken) {
                        taken.add(request);
                    }
                    yield accepts(request);
                }
            });
        }

        @Override
        public List<Arrived> arrived() {
            synchronized (taken) {
                return once(taken.stream().map(GatewayContract.this::read).toList());
            }
        }

        @Override
        public Optional<RawCallback> callback(DeliveryId delivery, LateReceipt.Outcome outcome) {
            return GatewayContract.this.callback(delivery, outcome, false);
        }

        @Override
        public Optional<RawCallback> forgedCallback(DeliveryId delivery, LateReceipt.Outcome outcome) {
            return GatewayContract.this.callback(delivery, outcome, true);
        }

        @Override
        public int openLines() {
            return gateway.openLines();
        }

        @Override
        public Set<String> secrets() {
            return Set.of(KEY);
        }
    }

    /** What debtors get of what was taken; a gateway that honours delivery ids sends each of them once. */
    List<FarEnd.Arrived> once(List<FarEnd.Arrived> taken) {
        return taken;
    }
}
