/** Direct debits by GoCardless, and what becomes of them and of their mandates. */
module io.relance.payment.gocardless {
    requires static org.jspecify;
    requires io.relance.http;
    requires transitive io.relance.payments.spi;

    exports io.relance.adapter.paymentgocardless;
}
