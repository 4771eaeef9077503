package io.relance.adapter.channelsmtp;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How mails are sent: the server, who writes, and what came back.
 *
 * <p>Unless said otherwise: {@link Security#STARTTLS} required, on port 587 (465 with {@link Security#TLS}); no user name; the
 * certificates that the Java runtime trusts; the channel {@link ChannelId#EMAIL}; at most {@value #LINES} lines at once, each for
 * {@value #MAILS_PER_LINE} mails and closed after {@value #IDLE_SECONDS} s without one; mails of at most {@value #MAX_BYTES} bytes; Message-IDs
 * under the domain of the sender; no sender but that of each message; bounces go to the sender and are not read. Immutable.
 */
public final class SmtpSettings {
    /** How many lines to the server are open at once. */
    public static final int LINES = 4;
    /** How many mails one line carries; many servers allow no more than 100. */
    public static final int MAILS_PER_LINE = 100;
    /** After how many seconds without a mail a line is not used again; servers drop them some time. */
    public static final int IDLE_SECONDS = 30;
    /** The most bytes of a mail, as it leaves: 10 MiB, which nearly every server takes. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    /** How a line to a server is protected. */
    public enum Security {
        /** Encrypted from its beginning. */
        TLS,
        /** Encrypted after a word in the clear; a server that does not offer it gets nothing. */
        STARTTLS,
        /** Encrypted when the server offers it, else in the clear; a password is never sent in the clear. */
        STARTTLS_IF_OFFERED,
        /** In the clear, passwords too: for a server on the same machine. */
        NONE
    }

    /** Who writes, where a message does not say so. */
    private record Sender(Optional<String> address, Optional<String> name, Optional<String> replyTo) {
        static final Sender NONE = new Sender(Optional.empty(), Optional.empty(), Optional.empty());

        Sender withAddress(String other, @Nullable String otherName) {
            return new Sender(Optional.of(other), Optional.ofNullable(otherName), replyTo);
        }

        Sender withReplyTo(String other) {
            return new Sender(address, name, Optional.of(other));
        }
    }

    private final Server server;
    private final ChannelId channel;
    private final int lines;
    private final int mailsPerLine;
    private final Duration idle;
    private final int maxBytes;
    private final Optional<String> helloName;
    private final Optional<String> messageIdDomain;
    private final Optional<String> bouncesTo;
    private final boolean confirmsDeliveries;
    private final Optional<BounceMailbox> bounces;
    private final Sender sender;
    private final Map<CreditorId, Sender> senders;
    private final InstantSource clock;

    private SmtpSettings(Builder builder) {
        int port = builder.port == 0 ? builder.security == Security.TLS ? 465 : 587 : builder.port;
        this.server =
                new Server("the mail server", builder.host, port, builder.security, builder.credentials, builder.trust);
        this.channel = builder.channel;
        this.lines = builder.lines;
        this.mailsPerLine = builder.mailsPerLine;
        this.idle = builder.idle;
        this.maxBytes = builder.maxBytes;
        this.helloName = builder.helloName;
        this.messageIdDomain = builder.messageIdDomain;
        this.bouncesTo = builder.bouncesTo;
        this.confirmsDeliveries = builder.confirmsDeliveries;
        this.bounces = builder.bounces;
        this.sender = builder.sender;
        this.senders = Map.copyOf(builder.senders);
        this.clock = builder.clock;
    }

    /** A builder for a server of that name, or address. */
    public static Builder builder(String host) {
        return new Builder(host);
    }

    Server server() {
        return server;
    }

    ChannelId channel() {
        return channel;
    }

    int lines() {
        return lines;
    }

    int mailsPerLine() {
        return mailsPerLine;
    }

    Duration idle() {
        return idle;
    }

    int maxBytes() {
        return maxBytes;
    }

    Optional<String> helloName() {
        return helloName;
    }

    Optional<String> messageIdDomain() {
        return messageIdDomain;
    }

    Optional<String> bouncesTo() {
        return bouncesTo;
    }

    boolean confirmsDeliveries() {
        return confirmsDeliveries;
    }

    Optional<BounceMailbox> bounces() {
        return bounces;
    }

    InstantSource clock() {
        return clock;
    }

    /** The message, signed as its creditor is set, else as everybody is, when it names no sender's address; the same for answers. */
    OutboundMessage signed(OutboundMessage message) {
        Sender own = senders.getOrDefault(message.account().creditor(), Sender.NONE);
        OutboundMessage.Builder signed = message.toBuilder();
        if (message.senderAddress().isEmpty()) {
            Sender from = own.address().isPresent() ? own : sender;
            from.address().ifPresent(signed::senderAddress);
            // a name goes with its address
            from.name().ifPresent(signed::senderName);
        }
        if (message.replyTo().isEmpty()) {
            own.replyTo().or(sender::replyTo).ifPresent(signed::replyTo);
        }
        return signed.build();
    }

    /** The server and the user, without the password. */
    @Override
    public String toString() {
        return channel + " over " + server
                + server.credentials().map(with -> " as " + with.user()).orElse("");
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final String host;
        private final Map<CreditorId, Sender> senders = new HashMap<>();
        private int port;
        private Security security = Security.STARTTLS;
        private Optional<Credentials> credentials = Optional.empty();
        private Optional<SSLContext> trust = Optional.empty();
        private ChannelId channel = ChannelId.EMAIL;
        private int lines = LINES;
        private int mailsPerLine = MAILS_PER_LINE;
        private Duration idle = Duration.ofSeconds(IDLE_SECONDS);
        private int maxBytes = MAX_BYTES;
        private Optional<String> helloName = Optional.empty();
        private Optional<String> messageIdDomain = Optional.empty();
        private Optional<String> bouncesTo = Optional.empty();
        private boolean confirmsDeliveries;
        private Optional<BounceMailbox> bounces = Optional.empty();
        private Sender sender = Sender.NONE;
        private InstantSource clock = InstantSource.system();

        private Builder(String host) {
            this.host = Names.word("host", host);
        }

        /** The port, from 1. */
        public Builder port(int port) {
            this.port = Names.port(port);
            return this;
        }

        /** How lines are protected. */
        public Builder security(Security security) {
            this.security = security;
            return this;
        }

        /** The user name and the password that the server asks for. */
        public Builder credentials(String user, String password) {
            this.credentials = Optional.of(Credentials.ofPassword(Names.line("user name", user), password));
            return this;
        }

        /**
         * The user name, and access tokens of OAuth 2 (XOAUTH2) in the place of a password.
         *
         * @param tokens asked for each new line, by the thread that hands over: gives a token that is valid for some minutes, within a
         *     time of its own (it counts in no timeout of a hand-over), and refreshes it when it must; for several threads. When it
         *     throws, the hand-over failed for now. Tokens are not logged, and not shown
         */
        public Builder accessTokens(String user, Supplier<String> tokens) {
            this.credentials = Optional.of(Credentials.ofTokens(Names.line("user name", user), tokens));
            return this;
        }

        /** Whom to trust instead of what the Java runtime trusts: for a server with a certificate of one's own. */
        public Builder trust(SSLContext trust) {
            this.trust = Optional.of(trust);
            return this;
        }

        /** The name under which scenarios call it ({@code email-legal}). */
        public Builder channel(ChannelId channel) {
            this.channel = channel;
            return this;
        }

        /** How many lines to the server are open at once, from 1. */
        public Builder lines(int lines) {
            this.lines = Names.atLeastOne("lines", lines);
            return this;
        }

        /** How many mails one line carries, from 1. */
        public Builder mailsPerLine(int mailsPerLine) {
            this.mailsPerLine = Names.atLeastOne("mails per line", mailsPerLine);
            return this;
        }

        /** After what time without a mail a line is not used again; zero: each mail has a line of its own. */
        public Builder idle(Duration idle) {
            if (idle.isNegative() || idle.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException("a line is kept for up to an hour, not for " + idle);
            }
            this.idle = idle;
            return this;
        }

        /** The most bytes of a mail as it leaves, from 1; a larger one is refused. */
        public Builder maxBytes(int maxBytes) {
            this.maxBytes = Names.atLeastOne("bytes", maxBytes);
            return this;
        }

        /** How this machine introduces itself; without it the library asks the machine, which may take a while. */
        public Builder helloName(String helloName) {
            this.helloName = Optional.of(Names.word("hello name", helloName));
            return this;
        }

        /** The domain of Message-IDs, instead of the sender's. */
        public Builder messageIdDomain(String messageIdDomain) {
            this.messageIdDomain = Optional.of(Names.word("domain", messageIdDomain));
            return this;
        }

        /** Who writes, for messages and creditors that say nothing else. */
        public Builder sender(String address, String name) {
            this.sender = sender.withAddress(Names.line("sender's address", address), name);
            return this;
        }

        /** Who writes for a creditor, for messages that say nothing else. */
        public Builder sender(CreditorId creditor, String address, String name) {
            senders.merge(
                    creditor,
                    Sender.NONE.withAddress(Names.line("sender's address", address), name),
                    (old, added) -> old.withAddress(address, name));
            return this;
        }

        /** Where answers go, for messages and creditors that say nothing else. */
        public Builder replyTo(String address) {
            this.sender = sender.withReplyTo(Names.line("reply-to", address));
            return this;
        }

        /** Where a creditor's answers go, for messages that say nothing else. */
        public Builder replyTo(CreditorId creditor, String address) {
            senders.merge(
                    creditor,
                    Sender.NONE.withReplyTo(Names.line("reply-to", address)),
                    (old, added) -> old.withReplyTo(address));
            return this;
        }

        /** Where servers send what can't be delivered (the envelope's sender), instead of the sender's own address. */
        public Builder bouncesTo(String address) {
            this.bouncesTo = Optional.of(Names.address("bounces' address", address));
            return this;
        }

        /** Asks servers to report also what was delivered; few do. */
        public Builder confirmDeliveries() {
            this.confirmsDeliveries = true;
            return this;
        }

        /** The mailbox in which bounces arrive; with it the channel promises late receipts. */
        public Builder bounces(BounceMailbox mailbox) {
            this.bounces = Optional.of(mailbox);
            return this;
        }

        /** Gives the instants of the receipts. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** The settings. */
        public SmtpSettings build() {
            return new SmtpSettings(this);
        }
    }
}
