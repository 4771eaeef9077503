/** The port for reaching a debtor. */
module io.relance.channel {
    requires static org.jspecify;
    requires transitive io.relance.core;

    exports io.relance.channel;
}
