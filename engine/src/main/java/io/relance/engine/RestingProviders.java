package io.relance.engine;

import io.relance.payment.PaymentProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Payment providers that kept somebody waiting in vain are left alone for a while, so that one that is away costs a run some calls and not one
 * for each message. For several threads.
 */
public final class RestingProviders {
    /** A failure that came sooner costs nobody much. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final Duration REST = Duration.ofMinutes(1);

    private final Map<PaymentProvider, Instant> until = new ConcurrentHashMap<>();

    boolean isResting(PaymentProvider provider, Instant now) {
        Instant end = until.get(provider);
        return end != null && now.isBefore(end);
    }

    /** A call failed that began then. */
    void failed(PaymentProvider provider, Instant began, Instant now) {
        if (Duration.between(began, now).compareTo(LONG) >= 0) {
            until.put(provider, now.plus(REST));
        }
    }
}
