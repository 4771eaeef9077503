package io.relance.engine;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.SendingHours;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.json.HandOver;
import io.relance.receivable.Customer;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls channels; whatever one throws is an answer, too. */
final class ChannelCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelCalls.class);

    private final EngineSettings settings;

    ChannelCalls(EngineSettings settings) {
        this.settings = settings;
    }

    /** The channel over which an entry goes; empty when this engine has none of that name. */
    Optional<Channel> channel(OutboxEntry entry) {
        return Optional.ofNullable(settings.channels().get(entry.channel()));
    }

    /** Whether an entry is ready, and does no harm when it is handed over twice. */
    boolean mayBeRepeated(OutboxEntry entry) {
        return entry.state() == OutboxState.READY
                && channel(entry)
                        .filter(channel -> channel.features().contains(ChannelFeature.HONOURS_IDEMPOTENCY_KEY))
                        .isPresent();
    }

    /**
     * When the customer may be reached over the entry's channel; empty: now.
     *
     * @throws BrokenAccountException when the channel threw instead of saying its hours: nothing goes out at any hour
     */
    Optional<Instant> closedUntil(OutboxEntry entry, Customer customer) {
        return channel(entry)
                .flatMap(channel -> OpeningHours.next(
                        hours(channel, entry),
                        customer,
                        settings.policy(entry.account().creditor()).timeZone(),
                        settings.clock().instant()));
    }

    private SendingHours hours(Channel channel, OutboxEntry entry) {
        try {
            return settings.hours(channel);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.debug("channel {} threw when asked for its hours", channel.id(), e);
            throw new BrokenAccountException(
                    entry.account(),
                    "channel " + channel.id() + " threw " + e.getClass().getName() + " when asked for its hours");
        }
    }

    /** Hands over an entry that is being sent, with its documents. */
    DeliveryReceipt deliver(OutboxEntry sending, List<Attachment> attachments) {
        Channel channel = channel(sending)
                .orElseThrow(() -> new IllegalStateException("there is no channel " + sending.channel()));
        HandOver what = settings.bodies().rendered(sending);
        try {
            // whoever answers nothing has thrown, too
            return Objects.requireNonNull(
                    channel.deliver(Rendering.outbound(sending.account(), what, attachments), settings.timeout()));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.debug("channel {} threw for {}", channel.id(), what.delivery(), e);
            return new DeliveryReceipt.InDoubt(
                    "the channel threw " + e.getClass().getName());
        }
    }

    /** What became of a hand-over, by the channel's account. */
    DeliveryReceipt lookup(Channel channel, DeliveryId delivery) {
        try {
            return channel.lookup(delivery, settings.timeout())
                    .orElseGet(() -> new DeliveryReceipt.TemporaryFailure("the channel never got it"));
        } catch (RuntimeException | LinkageError | AssertionError e) {
            LOG.debug("channel {} threw when asked for {}", channel.id(), delivery, e);
            return new DeliveryReceipt.InDoubt("the hand-over was interrupted, and the channel could not be asked");
        }
    }
}
