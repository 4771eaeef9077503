package io.relance.adapter.channelletterpdf;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd.Arrived;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The contract of channels on letters. Paper shows where a line of words ends, not whether a blank or a line end was
 * there; so each letter that arrived is compared with what was handed over under its id, all but blanks and marks that
 * nobody sees, and a sign that the fonts lack is the mark that stands for it. A letter that says anything else is
 * reported as it was read, and fails its test.
 */
abstract class LetterContract extends ChannelContract {
    private final Map<DeliveryId, List<OutboundMessage>> handedOver = new ConcurrentHashMap<>();
    private final Map<DeliveryId, Arrived> read = new HashMap<>();

    abstract PrintService service();

    @Override
    protected Channel channel() {
        return new Noting(LetterPdfChannel.builder(service())
                .sender(LetterSender.of(LetterLayout.GERMAN, "Acme", "1 High Street", "London"))
                .build());
    }

    @Override
    protected String address(int number) {
        return number + " Market Place\nMANCHESTER M1 " + number + "AA";
    }

    @Override
    protected List<String> noAddresses() {
        return List.of(
                "",
                " ",
                "\n\r\n",
                "a\nb\nc\nd\ne\nf\ng\nh",
                "an address of a line that is so long that no window of an envelope shows it, however small it is printed there",
                "1 rue X\u000069002 Lyon",
                "\u05d0 street\nTown");
    }

    Arrived arrived(DeliveryId delivery, byte[] pdf) {
        return read.computeIfAbsent(delivery, id -> {
            try (Printed letter = new Printed(pdf)) {
                String window = words(String.join("", letter.within(20, 62.7f, 105, 90)));
                String body = words(letter.body(LetterLayout.GERMAN));
                for (OutboundMessage message : handedOver.getOrDefault(id, List.of())) {
                    String address = words(message.recipientAddress());
                    if (window.endsWith(address) && body.contains(words(message.text()))) {
                        return new Arrived(
                                id, message.recipientAddress(), Optional.empty(), message.text(), Set.of(), Map.of());
                    }
                }
                return new Arrived(id, window, Optional.empty(), letter.words(), Set.of(), Map.of());
            }
        });
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            boolean unseen = Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT;
            if (!unseen) {
                words.appendCodePoint(Character.getType(c) == Character.OTHER_SYMBOL ? Fonts.MARK.codePointAt(0) : c);
            }
        });
        return words.toString();
    }

    /**
     * The channel, with its messages kept for comparison; without HTML, since the contract's texts alone say what is tried.
     */
    private final class Noting implements Channel {
        private final Channel channel;

        Noting(Channel channel) {
            this.channel = channel;
        }

        @Override
        public ChannelId id() {
            return channel.id();
        }

        @Override
        public Set<ChannelFeature> features() {
            return channel.features();
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            handedOver
                    .computeIfAbsent(message.delivery(), id -> new CopyOnWriteArrayList<>())
                    .add(message);
            return channel.deliver(withoutHtml(message), timeout);
        }

        @Override
        public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
            return channel.lookup(id, timeout);
        }

        @Override
        public void close() {
            channel.close();
        }

        @Override
        public String toString() {
            return channel.toString();
        }
    }

    private static OutboundMessage withoutHtml(OutboundMessage message) {
        OutboundMessage.Builder text = OutboundMessage.builder(message.delivery(), message.account())
                .recipientAddress(message.recipientAddress())
                .text(message.text())
                .language(message.language())
                .businessDate(message.businessDate())
                .plannedAt(message.plannedAt());
        message.recipientName().ifPresent(text::recipientName);
        message.senderName().ifPresent(text::senderName);
        message.senderAddress().ifPresent(text::senderAddress);
        message.subject().ifPresent(text::subject);
        for (Attachment attachment : new ArrayList<>(message.attachments())) {
            text.attachment(attachment);
        }
        return text.build();
    }
}
