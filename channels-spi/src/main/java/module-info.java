/** The port for reaching a debtor. */
module io.relance.channels.spi {
    requires static org.jspecify;
    requires transitive io.relance.core;

    exports io.relance.channel;
}
