package io.relance.testkit;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A channel that keeps its promises, and has every feature; for those that break one promise. */
class PassingChannel implements Channel {
    private static final String NO_ADDRESS = "that is no address";

    final FakeCarrier carrier;
    private boolean hasLine;

    PassingChannel(FakeCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public ChannelId id() {
        return ChannelId.EMAIL;
    }

    @Override
    public Set<ChannelFeature> features() {
        return Set.of(ChannelFeature.values());
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        changeLine(true);
        if (!isAddress(message)) {
            return noAddress(message);
        }
        if (carrier.taken(message.delivery()).isPresent()) {
            return tookBefore(message);
        }
        return switch (carrier.manner()) {
            case ACCEPTS -> take(message);
            case ACCEPTS_LATE -> late(message);
            case REFUSES_FOR_NOW -> refusedForNow();
            case REFUSES_FOR_GOOD -> refusedForGood();
            case AWAY -> away();
            case SILENT_BEFORE_TAKING -> silentBefore(timeout);
            case SILENT_AFTER_TAKING -> {
                take(message);
                sleep(timeout);
                yield silentAfter();
            }
            case DROPS_AFTER_TAKING -> {
                take(message);
                yield dropped();
            }
        };
    }

    static boolean isAddress(OutboundMessage message) {
        return message.recipientAddress().matches("[^\\s@,]+@[^\\s@,]+");
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        if (!isAddress(message)) {
            throw new IllegalArgumentException(NO_ADDRESS);
        }
        return Optional.of(document(message));
    }

    Attachment document(OutboundMessage message) {
        return new Attachment("message.txt", "text/plain", message.text().getBytes(StandardCharsets.UTF_8));
    }

    DeliveryReceipt take(OutboundMessage message) {
        carrier.take(message, Set.of("to", "subject"));
        return receipt(message.delivery());
    }

    DeliveryReceipt receipt(DeliveryId delivery) {
        return new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.of("taken-" + delivery));
    }

    DeliveryReceipt noAddress(OutboundMessage message) {
        return new DeliveryReceipt.PermanentFailure(NO_ADDRESS);
    }

    DeliveryReceipt tookBefore(OutboundMessage message) {
        return receipt(message.delivery());
    }

    DeliveryReceipt late(OutboundMessage message) {
        sleep(Duration.ofMillis(20));
        return take(message);
    }

    DeliveryReceipt refusedForNow() {
        return new DeliveryReceipt.TemporaryFailure("busy");
    }

    DeliveryReceipt refusedForGood() {
        return new DeliveryReceipt.PermanentFailure("never");
    }

    DeliveryReceipt away() {
        return new DeliveryReceipt.TemporaryFailure("nobody there");
    }

    DeliveryReceipt silentBefore(Duration timeout) {
        sleep(timeout);
        return new DeliveryReceipt.TemporaryFailure("no answer");
    }

    DeliveryReceipt silentAfter() {
        return new DeliveryReceipt.InDoubt("no answer after it was sent");
    }

    DeliveryReceipt dropped() {
        return new DeliveryReceipt.InDoubt("the line dropped after it was sent");
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
        return carrier.taken(id).map(taken -> receipt(id));
    }

    @Override
    public List<LateReceipt> verify(RawCallback callback) {
        String body = new String(callback.body(), StandardCharsets.UTF_8);
        String signature = Integer.toString((FakeCarrier.KEY + body).hashCode());
        if (!callback.header("X-Signature").equals(Optional.of(signature))) {
            return forged(body);
        }
        return List.of(read(body));
    }

    List<LateReceipt> forged(String body) {
        throw new CallbackRefusedException("the signature does not hold");
    }

    LateReceipt read(String body) {
        String[] parts = body.split(" ", -1);
        String[] delivery = parts[1].split("\\.", -1);
        return new LateReceipt(
                "posted-" + parts[0],
                Optional.of(new DeliveryId(
                        new MessageId(delivery[0]), new ChannelId(delivery[1]), Integer.parseInt(delivery[2]))),
                Optional.empty(),
                LateReceipt.Outcome.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                Instant.EPOCH,
                "");
    }

    @Override
    public List<LateReceipt> poll(int limit, Duration timeout) {
        return carrier.isReachable() ? carrier.reports().stream().limit(limit).toList() : List.of();
    }

    @Override
    public void acknowledge(List<LateReceipt> receipts) {
        carrier.forget(receipts);
    }

    @Override
    public void close() {
        changeLine(false);
    }

    private synchronized void changeLine(boolean open) {
        if (open != hasLine) {
            hasLine = open;
            carrier.openLine(open ? 1 : -1);
        }
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
