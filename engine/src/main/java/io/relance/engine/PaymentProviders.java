package io.relance.engine;

import io.relance.payment.PaymentProvider;
import io.relance.receivable.CreditorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who collects money for whom.
 *
 * @param own of creditors that have one of their own
 * @param any of all others
 */
public record PaymentProviders(Map<CreditorId, PaymentProvider> own, Optional<PaymentProvider> any) {
    /** Nobody collects. */
    public static final PaymentProviders NONE = new PaymentProviders(Map.of(), Optional.empty());

    /** Copies the map. */
    public PaymentProviders {
        own = Map.copyOf(own);
    }

    /** Who collects for a creditor. */
    Optional<PaymentProvider> of(CreditorId creditor) {
        return Optional.ofNullable(own.get(creditor)).or(() -> any);
    }

    /** Who collects for a creditor under that name. */
    Optional<PaymentProvider> of(CreditorId creditor, String id) {
        return of(creditor).filter(provider -> provider.id().equals(id));
    }

    /** All of them, each once. */
    List<PaymentProvider> all() {
        List<PaymentProvider> all = new ArrayList<>(own.values());
        any.ifPresent(all::add);
        return all.stream().distinct().toList();
    }
}
