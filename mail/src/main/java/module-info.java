/** A message as the bytes of a mail, the same for every channel that writes or sends mails. */
module io.relance.mail {
    requires static org.jspecify;
    requires jakarta.mail;
    requires jakarta.activation;
    requires transitive io.relance.channels.spi;

    exports io.relance.mail;
}
