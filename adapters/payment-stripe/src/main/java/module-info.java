/** Payment Links by Stripe, and what becomes of them. */
module io.relance.payment.stripe {
    requires static org.jspecify;
    requires io.relance.http;
    requires transitive io.relance.payments.spi;

    exports io.relance.adapter.paymentstripe;
}
