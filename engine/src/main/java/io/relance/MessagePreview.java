package io.relance;

import io.relance.channel.Attachment;
import io.relance.delivery.ChannelId;
import java.util.List;
import java.util.Optional;

/**
 * What a message would say if it left now.
 *
 * @param contact the contact's id
 * @param address where it reaches the contact
 * @param text lines ended by a line feed
 * @param html the same as a document; empty where there is none, as for a text that a person wrote
 * @param attachments what goes with it
 * @param document what the channel would put into the debtor's hands, byte for byte (the mail, the letter): so it leaves if it does on
 *     that day and at the first try; empty where the channel has none, or this engine has no such channel
 * @param cautions what a person should know before it leaves, in English: of what it claims less than may be owed, and why
 */
public record MessagePreview(
        ChannelId channel,
        String contact,
        String address,
        String subject,
        String text,
        Optional<String> html,
        List<Attachment> attachments,
        Optional<Attachment> document,
        List<String> cautions) {
    /** Copies the lists. */
    public MessagePreview {
        attachments = List.copyOf(attachments);
        cautions = List.copyOf(cautions);
    }
}
