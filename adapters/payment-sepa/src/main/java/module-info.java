/** Codes that start a SEPA credit transfer, with a reference for each invoice. */
module io.relance.payment.sepa {
    requires static org.jspecify;
    requires com.google.zxing;
    requires transitive io.relance.core;

    exports io.relance.adapter.paymentsepa;
}
