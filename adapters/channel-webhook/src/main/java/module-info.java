/** Messages and events posted to a system of the host's own, signed. */
module io.relance.channel.webhook {
    requires static org.jspecify;
    requires transitive io.relance.channels.spi;
    requires io.relance.json;
    requires io.relance.http;
    requires java.net.http;
    requires tools.jackson.core;

    exports io.relance.adapter.channelwebhook;
}
