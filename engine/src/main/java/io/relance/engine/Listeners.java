package io.relance.engine;

import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told what happened once it is stored. What they throw changes nothing. */
public final class Listeners {
    /** Nobody. */
    public static final Listeners NONE = new Listeners(List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<BiConsumer<AccountId, List<AccountEvent>>> all;

    /** These, in their order. */
    public Listeners(List<BiConsumer<AccountId, List<AccountEvent>>> all) {
        this.all = List.copyOf(all);
    }

    /** Tells of a change that was stored; counts in it what is thrown. */
    void tell(Change stored) {
        List<AccountEvent> events = stored.events();
        if (events.isEmpty()) {
            return;
        }
        for (BiConsumer<AccountId, List<AccountEvent>> listener : all) {
            try {
                listener.accept(stored.account(), events);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed about {}", stored.account(), e);
                stored.count(Tally.Of.LISTENER_FAILED);
            }
        }
    }
}
