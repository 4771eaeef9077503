package io.relance;

import io.relance.delivery.ChannelId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person changes about a proposal; see {@link AccountCommands#edit}. Default: nothing, all stays as it is. Not for several
 * threads.
 */
public final class MessageChanges {
    private @Nullable String subject;
    private @Nullable String text;
    private @Nullable String contact;
    private @Nullable ChannelId channel;

    MessageChanges() {}

    /** Another subject, of one line. */
    public MessageChanges subject(String words) {
        this.subject = words;
        return this;
    }

    /** Another text; its lines end with a line feed. */
    public MessageChanges text(String words) {
        this.text = words;
        return this;
    }

    /** Another recipient, by the id of one of the account's contacts. */
    public MessageChanges contact(String id) {
        this.contact = id;
        return this;
    }

    /** The channel that is tried first, one of the step's; the others stay its fallbacks. */
    public MessageChanges channel(ChannelId id) {
        this.channel = id;
        return this;
    }

    Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    Optional<String> contact() {
        return Optional.ofNullable(contact);
    }

    Optional<ChannelId> channel() {
        return Optional.ofNullable(channel);
    }
}
