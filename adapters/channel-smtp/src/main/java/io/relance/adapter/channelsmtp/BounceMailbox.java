package io.relance.adapter.channelsmtp;

import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Where what could not be delivered comes back to: a folder of a mailbox, read over IMAP.
 *
 * <p>Unless said otherwise: {@link Security#TLS} on port 993 (143 without it); the folder {@value #FOLDER}; reports that are through get the keyword
 * {@value #KEYWORD}. Reports are delivery status notifications (RFC 3464) about mails of this channel, recognised by their
 * Message-ID; everything else in the folder is left as it is. Immutable.
 */
public final class BounceMailbox {
    /** The folder that is read. */
    public static final String FOLDER = "INBOX";
    /** The keyword of a report that is through. */
    public static final String KEYWORD = "RelanceRead";

    private final Server server;
    private final String folder;
    private final boolean deletes;

    private BounceMailbox(Builder builder) {
        int port = builder.port == 0 ? builder.security == Security.TLS ? 993 : 143 : builder.port;
        this.server = new Server(
                "the mailbox server",
                builder.host,
                port,
                builder.security,
                Optional.of(builder.credentials),
                builder.trust);
        this.folder = builder.folder;
        this.deletes = builder.deletes;
    }

    /** A builder for the mailbox of a user on a server. */
    public static Builder builder(String host, String user, String password) {
        return new Builder(host, Credentials.ofPassword(Names.line("user name", user), password));
    }

    /** As {@link #builder(String, String, String)}, with tokens as {@link SmtpSettings.Builder#accessTokens} has them. */
    public static Builder withAccessTokens(String host, String user, Supplier<String> tokens) {
        return new Builder(host, Credentials.ofTokens(Names.line("user name", user), tokens));
    }

    Server server() {
        return server;
    }

    String folder() {
        return folder;
    }

    boolean deletes() {
        return deletes;
    }

    /** The server, the user and the folder, without the password. */
    @Override
    public String toString() {
        return folder + " on " + server
                + server.credentials().map(with -> " as " + with.user()).orElse("");
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final String host;
        private final Credentials credentials;
        private int port;
        private Security security = Security.TLS;
        private Optional<SSLContext> trust = Optional.empty();
        private String folder = FOLDER;
        private boolean deletes;

        private Builder(String host, Credentials credentials) {
            this.host = Names.word("host", host);
            this.credentials = credentials;
        }

        /** The port, from 1. */
        public Builder port(int port) {
            this.port = Names.port(port);
            return this;
        }

        /**
         * How the line is protected.
         *
         * @throws IllegalArgumentException when the password could be sent in the clear without anybody having asked for it
         */
        public Builder security(Security security) {
            if (security == Security.STARTTLS_IF_OFFERED) {
                throw new IllegalArgumentException(
                        "a mailbox wants a password, which is not sent in the clear: STARTTLS, TLS or NONE");
            }
            this.security = security;
            return this;
        }

        /** Whom to trust instead of what the Java runtime trusts. */
        public Builder trust(SSLContext trust) {
            this.trust = Optional.of(trust);
            return this;
        }

        /** The folder that is read. */
        public Builder folder(String folder) {
            this.folder = Names.line("folder", folder);
            return this;
        }

        /** Reports that are through are deleted: for servers that keep no keywords, and mailboxes that nobody looks into. */
        public Builder deleteWhatIsThrough() {
            this.deletes = true;
            return this;
        }

        /** The settings. */
        public BounceMailbox build() {
            return new BounceMailbox(this);
        }
    }
}
