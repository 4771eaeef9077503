package io.relance.mail;

import io.relance.channel.Attachment;

/** A mail as it leaves: its bytes, and the plain addresses for its envelope. Immutable. */
public final class Mail {
    private final String messageId;
    private final String sender;
    private final String recipient;
    private final byte[] bytes;

    Mail(String messageId, String sender, String recipient, byte[] bytes) {
        this.messageId = messageId;
        this.sender = sender;
        this.recipient = recipient;
        this.bytes = bytes;
    }

    /** Its Message-ID, with the angle brackets. */
    public String messageId() {
        return messageId;
    }

    /** The address in its From, in ASCII. */
    public String sender() {
        return sender;
    }

    /** The address in its To, in ASCII. */
    public String recipient() {
        return recipient;
    }

    /** A copy of the whole mail: ASCII, lines ended by CR LF. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** The whole mail as a document of that name, for people to see before it leaves. */
    public Attachment document(String name) {
        return new Attachment(name, "message/rfc822", bytes);
    }

    /** For logs: its Message-ID and size; no address and no text. */
    @Override
    public String toString() {
        return "mail " + messageId + " of " + bytes.length + " bytes";
    }
}
