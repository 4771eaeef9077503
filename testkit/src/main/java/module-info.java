/** A clock turned by hand, books in memory and a channel that keeps what it gets. */
module io.relance.testkit {
    requires static org.jspecify;
    requires transitive io.relance.channels.spi;
    requires transitive io.relance.core;
    requires transitive io.relance.storage.spi;

    exports io.relance.testkit;
}
