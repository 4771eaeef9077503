/** A clock turned by hand, books in memory, a channel that keeps what it gets, and the contracts of the SPIs. */
module io.relance.testkit {
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires transitive io.relance.channels.spi;
    requires transitive io.relance.core;
    requires transitive io.relance.payments.spi;
    requires transitive io.relance.storage.spi;

    exports io.relance.testkit;
}
