/** Moves data one way: from the books by the decision to the outbox, and from there to the debtor. */
module io.relance.engine {
    requires com.github.benmanes.caffeine;
    requires static micrometer.core;
    requires static org.jspecify;
    requires transitive io.relance.channels.spi;
    requires transitive io.relance.core;
    requires transitive io.relance.payments.spi;
    requires io.relance.json;
    requires transitive io.relance.storage.spi;
    requires transitive io.relance.templates;
    requires org.slf4j;

    exports io.relance;
}
