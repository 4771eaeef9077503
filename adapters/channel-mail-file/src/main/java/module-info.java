/** A channel that writes each e-mail as an .eml file instead of sending it. */
module io.relance.channel.mail.file {
    requires static org.jspecify;
    requires jakarta.mail;
    requires io.relance.mail;
    requires transitive io.relance.channels.spi;

    exports io.relance.adapter.channelmailfile;
}
