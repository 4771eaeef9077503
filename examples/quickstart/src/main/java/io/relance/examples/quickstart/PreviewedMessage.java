package io.relance.examples.quickstart;

import io.relance.MessagePreview;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import java.util.List;
import java.util.Optional;

/**
 * A message as it would go.
 *
 * @param state what keeps it: a word for people
 * @param address where it goes
 * @param document what the debtor would get, byte for byte
 * @param cautions what a person should know before it leaves
 */
record PreviewedMessage(
        MessageId id,
        String state,
        ChannelId channel,
        String address,
        String subject,
        String text,
        Optional<String> html,
        List<Attachment> attachments,
        Optional<Attachment> document,
        List<String> cautions) {
    static PreviewedMessage of(MessageId id, String state, MessagePreview preview) {
        return new PreviewedMessage(
                id,
                state,
                preview.channel(),
                preview.address(),
                preview.subject(),
                preview.text(),
                preview.html(),
                preview.attachments(),
                preview.document(),
                preview.cautions());
    }

    static PreviewedMessage of(OutboundMessage message, Optional<Attachment> document) {
        return new PreviewedMessage(
                message.delivery().message(),
                "to be sent",
                message.delivery().channel(),
                message.recipientAddress(),
                message.subject().orElse(""),
                message.text(),
                message.html(),
                message.attachments(),
                document,
                List.of());
    }
}
