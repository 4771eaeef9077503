/** A servlet that takes what providers post to a host; for hosts without one, a handler of the Java runtime's own server. */
module io.relance.web {
    requires static org.jspecify;
    requires transitive io.relance.channels.spi;
    // a host has one of the two servers
    requires static transitive jakarta.servlet;
    requires static transitive jdk.httpserver;

    exports io.relance.adapter.web;
}
