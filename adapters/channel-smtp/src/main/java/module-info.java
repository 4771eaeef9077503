/** E-mail over SMTP, with what came back from a mailbox over IMAP. */
module io.relance.channel.smtp {
    requires static org.jspecify;
    requires io.relance.mail;
    requires jakarta.activation;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;
    requires transitive io.relance.channels.spi;

    exports io.relance.adapter.channelsmtp;
}
