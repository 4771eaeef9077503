package io.relance.account;

import io.relance.delivery.ChannelId;
import java.util.Optional;

/**
 * What a person chose about a message before it leaves, in the place of what the engine would.
 *
 * @param words what it says, on the channel for which they were written
 * @param contact the id of the contact to whom it goes
 * @param channel the channel that is tried first
 */
public record MessageEdit(Optional<Words> words, Optional<String> contact, Optional<ChannelId> channel) {
    /** Nothing is chosen. */
    public static final MessageEdit NONE = new MessageEdit(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A person's words, handed over as they are.
     *
     * @param figures names the figures that the message had when they were written: with others they are void
     * @param template of a formal notice, what its template said then: what grows with the days alone is brought up to date by it
     */
    public record Words(
            ChannelId channel, String subject, String text, String figures, Optional<TemplateWords> template) {}

    /** What a template says of a message on a day. */
    public record TemplateWords(String subject, String text) {}

    /** The choice of recipient and channel alone. */
    public MessageEdit withoutWords() {
        return new MessageEdit(Optional.empty(), contact, channel);
    }

    /** The choice, with these words. */
    public MessageEdit with(Words other) {
        return new MessageEdit(Optional.of(other), contact, channel);
    }
}
