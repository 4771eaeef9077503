package io.relance.channel;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way of reaching a debtor. The engine calls it after the re-check of a message, with no database transaction open.
 *
 * <p>{@code docs/spi/channels.md} numbers what it must promise; {@code ChannelContract} of the test kit tests each.
 *
 * <p>Every method may be called by several threads at once. Whatever can be foreseen comes back as a value; an exception
 * out of {@link #deliver} counts as {@link DeliveryReceipt.InDoubt}, since nobody knows how far it came.
 */
public interface Channel extends AutoCloseable {
    /** The name under which scenarios call this channel. Constant; asked when the engine is built and on every hand-over. */
    ChannelId id();

    /**
     * Hands one message over.
     *
     * <p>Called once per delivery id and attempt: again with the same id after a {@link DeliveryReceipt.TemporaryFailure},
     * and after a crash if the channel {@link ChannelFeature#HONOURS_IDEMPOTENCY_KEY honours} the id. Other messages, also
     * to the same debtor, may be under way at the same time; the same id never is, except for a node that lost its lease.
     *
     * @param timeout how long the caller waits; beyond it the channel answers {@code InDoubt} when the message may have
     *     left, and {@code TemporaryFailure} when it surely has not
     * @return {@code Accepted} when the message is now the channel's to deliver; {@code TemporaryFailure} when the same
     *     hand-over may succeed later (nothing has left); {@code PermanentFailure} when it never will for this message and
     *     recipient (the engine goes on to the next fallback or contact); {@code InDoubt} when nobody knows. The reasons
     *     are read by people
     */
    DeliveryReceipt deliver(OutboundMessage message, Duration timeout);

    /**
     * What became of a hand-over. Called only for a channel that {@link ChannelFeature#ANSWERS_LOOKUP answers} it, when a
     * message is in doubt or was being sent by a node that is gone; as often as that lasts.
     *
     * @return the receipt that {@link #deliver} would have given; empty when the channel never got this id, which lets the
     *     engine hand it over again; {@code InDoubt} when the channel cannot tell now. By default empty, and never asked
     */
    default Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
        return Optional.empty();
    }

    /**
     * The document that a hand-over of this message would put into the debtor's hands, byte for byte: the mail, the letter. Nothing
     * is sent, kept or counted. Called when a person wants to see a message before it leaves.
     *
     * @return the document, under the name that its file would have; by default empty: there is none but the texts of the message
     * @throws IllegalArgumentException when {@link #deliver} would refuse it for good, with the reason that it would give
     */
    default Optional<Attachment> preview(OutboundMessage message) {
        return Optional.empty();
    }

    /**
     * Reads what a provider posted to the host's web address: checks that it is genuine, then says what it reports. Called
     * once per request that arrives, so the same report may come several times and out of order; receipts with an id seen
     * before are ignored by the engine.
     *
     * @return the receipts in the callback, perhaps none; never null
     * @throws CallbackRefusedException when the signature does not hold, or the body can't be read; nothing of it is used.
     *     By default always: a channel that expects no callbacks takes none
     */
    default List<LateReceipt> verify(RawCallback callback) {
        throw new CallbackRefusedException("the channel " + id() + " takes no callbacks");
    }

    /**
     * Collects what has come in since (bounces in a mailbox). Called from time to time, by one node at a time.
     *
     * @param limit at most so many; at least 1. It grows by what was given and not acknowledged: a channel that gives fewer than
     *     it may would be asked for the same ones again and again
     * @return the oldest receipts not yet acknowledged; empty when there are none, or when the source can't be reached
     *     (the next call tries again). By default empty
     */
    default List<LateReceipt> poll(int limit, Duration timeout) {
        return List.of();
    }

    /**
     * Lets go of receipts that {@link #poll} gave: the engine has stored them, or their message was not known to it for 30 days.
     * Until then they are given again. Called once after each commit; a crash before it repeats them, and the engine then knows their ids. A failure may throw: the
     * receipts come again. By default nothing.
     */
    default void acknowledge(List<LateReceipt> receipts) {}

    /** What the engine may rely on. Constant. By default nothing. */
    default Set<ChannelFeature> features() {
        return Set.of();
    }

    /**
     * The hours at which it reaches people. Constant; a host may say otherwise when it builds the engine. By default from 8 to
     * 20 for natural persons when it is {@link ChannelId#SMS}, which rings at once, and any hour for what waits to be read.
     */
    default SendingHours sendingHours() {
        return id().equals(ChannelId.SMS) ? SendingHours.PERSONS_8_TO_20 : SendingHours.ANY;
    }

    /** Lets go of connections; called once, by the engine's own close, after the last hand-over has come back. */
    @Override
    default void close() {}
}
