package io.relance.engine;

import io.relance.payment.PaymentFeature;
import io.relance.payment.PaymentProvider;
import io.relance.receivable.CreditorId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who collects money for whom, each creditor's under names of their own.
 *
 * @param own of creditors that have some of their own
 * @param any of all others
 */
public record PaymentProviders(Map<CreditorId, List<PaymentProvider>> own, List<PaymentProvider> any) {
    /** Nobody collects. */
    public static final PaymentProviders NONE = new PaymentProviders(Map.of(), List.of());

    /**
     * Copies all.
     *
     * @throws IllegalArgumentException when a creditor has two of one name
     */
    public PaymentProviders {
        own = own.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> distinct(entry.getValue())));
        any = distinct(any);
    }

    private static List<PaymentProvider> distinct(List<PaymentProvider> providers) {
        List<String> names = providers.stream().map(PaymentProvider::id).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("two payment providers are called \"" + name + "\"");
                });
        return List.copyOf(providers);
    }

    /** Who collects for a creditor. */
    List<PaymentProvider> of(CreditorId creditor) {
        return own.getOrDefault(creditor, any);
    }

    /** Who makes pages for a creditor: the first that does. */
    Optional<PaymentProvider> ofLinks(CreditorId creditor) {
        return of(creditor).stream()
                .filter(provider -> provider.features().contains(PaymentFeature.LINKS))
                .findFirst();
    }

    /** Who collects for a creditor under that name. */
    Optional<PaymentProvider> of(CreditorId creditor, String id) {
        return of(creditor).stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }

    /** All of them, each once. */
    List<PaymentProvider> all() {
        return Stream.concat(own.values().stream().flatMap(List::stream), any.stream())
                .distinct()
                .toList();
    }
}
