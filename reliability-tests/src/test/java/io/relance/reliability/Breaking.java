package io.relance.reliability;

import io.relance.channel.Channel;
import io.relance.payment.PaymentProvider;
import io.relance.storage.DunningStore;
import io.relance.storage.ReceivablesSource;

/**
 * Stands closest to an engine and makes it behave as one with a broken line would, without a line of the engine being touched.
 * One is made for each engine. As it is, nothing is broken.
 */
interface Breaking {
    /** Nothing is broken. */
    Breaking NOTHING = new Breaking() {};

    default DunningStore store(DunningStore store) {
        return store;
    }

    default Channel channel(Channel channel) {
        return channel;
    }

    default PaymentProvider payments(PaymentProvider provider) {
        return provider;
    }

    default ReceivablesSource books(ReceivablesSource books) {
        return books;
    }
}
