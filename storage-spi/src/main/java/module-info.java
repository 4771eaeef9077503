/** The ports for the books of the host and for what the engine must remember. */
module io.relance.storage.spi {
    requires static org.jspecify;
    requires transitive io.relance.core;

    exports io.relance.storage;
}
