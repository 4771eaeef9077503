/** A channel that writes each e-mail as an .eml file instead of sending it. */
module io.relance.adapter.channelmailfile {
    requires static org.jspecify;
    requires jakarta.mail;
    requires jakarta.activation;
    requires transitive io.relance.channel;

    exports io.relance.adapter.channelmailfile;
}
