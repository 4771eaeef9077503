/** Text messages over the HTTP gateway of a provider, with what became of them. */
module io.relance.channel.sms.http {
    requires static org.jspecify;
    requires transitive io.relance.channels.spi;
    requires io.relance.http;
    requires java.net.http;
    requires tools.jackson.core;

    exports io.relance.adapter.channelsmshttp;
}
