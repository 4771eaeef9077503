package io.relance.adapter.channelletterpdf;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Letters: a message as PDF pages of A4, handed to a {@link PrintService}. The words are those of the message's HTML,
 * best in the layout that templates have for paper; of its text when it has none.
 *
 * <p>Unless said otherwise: the channel {@link ChannelId#LETTER}; the fonts Liberation Sans, which have Latin, Greek
 * and Cyrillic; no sender, without which letters are refused. It promises what its service does of delivery ids, of
 * being asked, and of proof of dispatch. The same message is the same bytes whenever it is written, and {@link
 * #preview} shows them.
 *
 * <p>Refused for good: an address of no lines, of more than 7 with the name, or wider than the window; a letter of a
 * script that no font has, or that is written from right to left; attachments other than PDF; more than 200 pages; a
 * message that must leave with proof of its dispatch, when the service gives none. Signs that no font has are printed
 * as a small square. Nothing is fetched while a letter is written. No threads of its own; for several threads.
 */
public final class LetterPdfChannel implements Channel {
    private static final Set<ChannelFeature> OF_SERVICES = EnumSet.of(
            ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.ANSWERS_LOOKUP, ChannelFeature.PROOF_OF_DISPATCH);

    private final ChannelId id;
    private final PrintService service;
    private final Set<ChannelFeature> features;
    private final LetterComposer composer;
    private final @Nullable LetterSender sender;
    private final Map<CreditorId, LetterSender> senders;

    private LetterPdfChannel(Builder builder) {
        this.id = builder.id;
        this.service = builder.service;
        Set<ChannelFeature> promised = EnumSet.copyOf(OF_SERVICES);
        promised.retainAll(builder.service.features());
        promised.add(ChannelFeature.PRINTED);
        this.features = Set.copyOf(promised);
        this.composer = new LetterComposer(builder.fonts);
        this.sender = builder.sender;
        this.senders = Map.copyOf(builder.senders);
    }

    /** A builder for letters that go to that service. */
    public static Builder builder(PrintService service) {
        return new Builder(service);
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
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        long start = System.nanoTime();
        byte[] pdf;
        try {
            pdf = compose(message);
        } catch (UnprintableLetterException e) {
            return new PermanentFailure(e.reason());
        }
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            return new TemporaryFailure("the time was over when the letter was written");
        }
        return service.print(new PrintJob(message.delivery(), pdf, message.needsProofOfDispatch()), left);
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId delivery, Duration timeout) {
        return service.lookup(delivery, timeout);
    }

    /** The PDF, named after the first digits of the message's id. */
    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        try {
            String name = message.delivery().message().shortForm() + ".pdf";
            return Optional.of(new Attachment(name, "application/pdf", compose(message)));
        } catch (UnprintableLetterException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }

    private byte[] compose(OutboundMessage message) throws UnprintableLetterException {
        if (message.needsProofOfDispatch() && !features.contains(ChannelFeature.PROOF_OF_DISPATCH)) {
            throw new UnprintableLetterException(
                    "the letter must leave with proof of its dispatch, and " + service + " gives none");
        }
        return composer.compose(message, sender(message));
    }

    /** The creditor's own, else everybody's. */
    private LetterSender sender(OutboundMessage message) throws UnprintableLetterException {
        LetterSender set = senders.getOrDefault(message.account().creditor(), sender);
        if (set == null) {
            throw new UnprintableLetterException(
                    "the letter has no sender: creditor " + message.account().creditor() + " was given none");
        }
        return set;
    }

    @Override
    public void close() {
        service.close();
    }

    /** The channel and where its letters go. */
    @Override
    public String toString() {
        return id + " by " + service;
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final PrintService service;
        private final Map<CreditorId, LetterSender> senders = new HashMap<>();
        private ChannelId id = ChannelId.LETTER;
        private Fonts fonts = Fonts.builtIn();
        private @Nullable LetterSender sender;

        private Builder(PrintService service) {
            this.service = service;
        }

        /**
         * The name under which scenarios call it ({@code letter-registered}).
         *
         * @throws IllegalArgumentException when it has more than 100 characters: services name letters by it
         */
        public Builder channel(ChannelId id) {
            if (id.value().length() > 100) {
                throw new IllegalArgumentException("the name of a channel of letters has at most 100 characters, not "
                        + id.value().length());
            }
            this.id = id;
            return this;
        }

        /** Who writes for creditors that have no sender of their own. */
        public Builder sender(LetterSender sender) {
            this.sender = sender;
            return this;
        }

        /** Who writes for a creditor. */
        public Builder sender(CreditorId creditor, LetterSender sender) {
            senders.put(creditor, sender);
            return this;
        }

        /**
         * One more font, for characters that those before it don't have.
         *
         * @param regular a TrueType file that may be embedded
         * @throws IllegalArgumentException when it is none
         */
        public Builder font(byte[] regular) {
            fonts = fonts.and(regular, null);
            return this;
        }

        /** One more font, with its bold face; see {@link #font(byte[])}. */
        public Builder font(byte[] regular, byte[] bold) {
            fonts = fonts.and(regular, bold);
            return this;
        }

        /** The channel. */
        public LetterPdfChannel build() {
            return new LetterPdfChannel(this);
        }
    }
}
