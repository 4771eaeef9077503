package io.relance.adapter.channelletterpdf;

import io.relance.channel.ChannelFeature;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What prints and posts letters: a provider, a franking machine's inbox, a {@link LetterFolder}. Its methods keep the
 * promises of the same methods of {@link io.relance.channel.Channel}, and may be called by several threads at once.
 */
public interface PrintService extends AutoCloseable {
    /**
     * Takes a letter over.
     *
     * @param timeout how long the caller waits; the service keeps it
     * @return as of {@link io.relance.channel.Channel#deliver}: the reference of what was accepted names the evidence
     *     of its dispatch, when the service promises such. An exception leaves the message in doubt
     */
    DeliveryReceipt print(PrintJob job, Duration timeout);

    /**
     * As of {@link io.relance.channel.Channel#lookup}; asked only when the service {@link ChannelFeature#ANSWERS_LOOKUP
     * answers} it.
     */
    default Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
        return Optional.empty();
    }

    /**
     * What it promises of {@link ChannelFeature#HONOURS_IDEMPOTENCY_KEY}, {@link ChannelFeature#ANSWERS_LOOKUP} and {@link
     * ChannelFeature#PROOF_OF_DISPATCH}; other features have no meaning here. Constant. By default nothing.
     */
    default Set<ChannelFeature> features() {
        return Set.of();
    }

    /** Lets go of connections; called once, by the channel's own close. */
    @Override
    default void close() {}
}
