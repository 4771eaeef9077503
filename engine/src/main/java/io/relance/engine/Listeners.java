package io.relance.engine;

import io.relance.RelanceListener;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told what happened once it is stored. What they throw changes nothing, and is counted. */
public final class Listeners {
    /** Nobody. */
    public static final Listeners NONE = new Listeners(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<RelanceListener> all;

    /** These, in their order. */
    public Listeners(List<RelanceListener> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Tells something to every one of them.
     *
     * @return how many failed
     */
    public int tell(Consumer<RelanceListener> what, Object about) {
        int failed = 0;
        for (RelanceListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed about {}", about, e);
                failed++;
            }
        }
        return failed;
    }

    /** Tells of a change that was stored; counts in it what is thrown. */
    void stored(Change change) {
        List<AccountEvent> events = change.events();
        if (!events.isEmpty()) {
            change.tally()
                    .listenersFailed(tell(listener -> listener.happened(change.account(), events), change.account()));
        }
    }

    /** Tells of a commit that is done again. */
    int conflicted(AccountId account) {
        return tell(listener -> listener.conflicted(account), account);
    }

    /** Tells of a hand-over whose receipt was recorded. */
    int handedOver(AccountId account, ChannelId channel, DeliveryReceipt receipt, Duration took) {
        return tell(listener -> listener.handedOver(account, channel, receipt, took), account);
    }
}
