/** The port for collecting money: payment links, direct debits, and what becomes of them. */
module io.relance.payments.spi {
    requires static org.jspecify;
    requires transitive io.relance.core;

    exports io.relance.payment;
}
