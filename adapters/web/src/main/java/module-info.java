/** A servlet that takes what providers post to a host. */
module io.relance.web {
    requires static org.jspecify;
    requires transitive io.relance.channels.spi;
    requires transitive jakarta.servlet;

    exports io.relance.adapter.web;
}
