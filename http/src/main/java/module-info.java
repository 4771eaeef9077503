/** What adapters over web services share: calls that say whether anything was sent, bounded JSON, signatures. */
module io.relance.http {
    requires static org.jspecify;
    requires transitive java.net.http;
    requires tools.jackson.core;

    exports io.relance.http;
}
