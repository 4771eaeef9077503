package io.relance.testkit;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A channel that keeps what it is handed, and answers as tests tell it: the answers told, in their order, each once, then it
 * takes everything. For several threads.
 *
 * <p>One that {@link ChannelFeature#HONOURS_IDEMPOTENCY_KEY honours} delivery ids gives the debtor each of them once; one that
 * {@link ChannelFeature#ANSWERS_LOOKUP answers} says what it took.
 */
public final class RecordingChannel implements Channel {
    private final ChannelId id;
    private final InstantSource clock;
    private final Set<ChannelFeature> features;
    private final Deque<Function<OutboundMessage, DeliveryReceipt>> script = new ArrayDeque<>();
    private final List<OutboundMessage> handedOver = new ArrayList<>();
    private final List<OutboundMessage> taken = new ArrayList<>();
    private final Map<DeliveryId, DeliveryReceipt> receipts = new LinkedHashMap<>();

    /**
     * A channel named {@code id}.
     *
     * @param clock gives the instants of the receipts
     */
    public RecordingChannel(ChannelId id, InstantSource clock, ChannelFeature... features) {
        this.id = id;
        this.clock = clock;
        this.features = Set.of(features);
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
    public synchronized DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        handedOver.add(message);
        DeliveryReceipt before = receipts.get(message.delivery());
        if (before != null && features.contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY)) {
            return before;
        }
        Function<OutboundMessage, DeliveryReceipt> told = script.poll();
        return told == null ? take(message) : told.apply(message);
    }

    private DeliveryReceipt take(OutboundMessage message) {
        DeliveryReceipt receipt = new DeliveryReceipt.Accepted(clock.instant(), Optional.of("taken-" + taken.size()));
        taken.add(message);
        receipts.put(message.delivery(), receipt);
        return receipt;
    }

    @Override
    public synchronized Optional<DeliveryReceipt> lookup(DeliveryId delivery, Duration timeout) {
        return Optional.ofNullable(receipts.get(delivery));
    }

    /** The next answer not told yet: it takes the message. */
    public RecordingChannel thenAccepts() {
        return then(this::take);
    }

    /** The next answer not told yet: not now. */
    public RecordingChannel thenFailsForNow(String reason) {
        return then(message -> new DeliveryReceipt.TemporaryFailure(reason));
    }

    /** The next answer not told yet: never. */
    public RecordingChannel thenRefuses(String reason) {
        return then(message -> new DeliveryReceipt.PermanentFailure(reason));
    }

    /** The next answer not told yet: nobody knows; the debtor has not got it. */
    public RecordingChannel thenIsInDoubt(String reason) {
        return then(message -> new DeliveryReceipt.InDoubt(reason));
    }

    /** The next answer not told yet: it takes the message, and the line drops before it says so: nobody knows. */
    public RecordingChannel thenTakesAndLosesTheLine(String reason) {
        return then(message -> {
            take(message);
            return new DeliveryReceipt.InDoubt(reason);
        });
    }

    /** The next answer not told yet: it throws, and the debtor has not got the message. */
    public RecordingChannel thenThrows(RuntimeException failure) {
        return then(message -> {
            throw failure;
        });
    }

    /** The next answer not told yet: it takes the message, then the program dies before it hears of it. */
    public RecordingChannel thenAcceptsAndDies(Error death) {
        return then(message -> {
            take(message);
            throw death;
        });
    }

    private synchronized RecordingChannel then(Function<OutboundMessage, DeliveryReceipt> answer) {
        script.add(answer);
        return this;
    }

    /** Every hand-over, in order; the same delivery id perhaps several times. */
    public synchronized List<OutboundMessage> handedOver() {
        return List.copyOf(handedOver);
    }

    /** What debtors got, in order. */
    public synchronized List<OutboundMessage> taken() {
        return List.copyOf(taken);
    }
}
