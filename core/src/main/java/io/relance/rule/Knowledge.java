package io.relance.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a search has supposed of facts so far: which values each can still have. Immutable; a supposition that contradicts
 * the others gives null.
 */
final class Knowledge {
    static final Knowledge NONE = new Knowledge(Map.of());

    /** A fact; an amount in one currency, or, with no currency, whether it is known in any. */
    private record Subject(Fact<?> fact, Optional<CurrencyUnit> currency) {}

    private final Map<Subject, Domain> domains;

    private Knowledge(Map<Subject, Domain> domains) {
        this.domains = domains;
    }

    /** Supposing that a comparison, or the question whether a fact is known, comes out so. */
    @Nullable
    Knowledge with(Condition leaf, boolean truth) {
        if (leaf instanceof Condition.Known known) {
            return truth ? present(whole(known.fact())) : nowhere(known.fact());
        }
        Condition.Comparison comparison = (Condition.Comparison) leaf;
        Subject subject = subject(comparison);
        Knowledge known = present(subject);
        if (known == null) {
            return null;
        }
        Domain narrower = known.domain(subject).narrowed(comparison.operator(), comparison.expected(), truth);
        return narrower == null ? null : known.put(subject, narrower);
    }

    /** Supposing that the fact of a comparison is absent, or not known in its currency. */
    @Nullable
    Knowledge without(Condition.Comparison comparison) {
        Subject subject = subject(comparison);
        Domain domain = domains.get(subject);
        return domain == null || domain == Domain.ABSENT ? put(subject, Domain.ABSENT) : null;
    }

    /** Supposing that an amount is known in no currency, or any other fact absent. */
    private @Nullable Knowledge nowhere(Fact<?> fact) {
        for (Map.Entry<Subject, Domain> entry : domains.entrySet()) {
            if (entry.getKey().fact().equals(fact) && entry.getValue() != Domain.ABSENT) {
                return null;
            }
        }
        return put(whole(fact), Domain.ABSENT);
    }

    private @Nullable Knowledge present(Subject subject) {
        if (domain(subject) == Domain.ABSENT || domain(whole(subject.fact())) == Domain.ABSENT) {
            return null;
        }
        Knowledge known = put(subject, domain(subject));
        return known.put(whole(subject.fact()), domain(whole(subject.fact())));
    }

    private Domain domain(Subject subject) {
        Domain domain = domains.get(subject);
        return domain == null ? Domain.of(subject.fact()) : domain;
    }

    private Knowledge put(Subject subject, Domain domain) {
        if (domain.equals(domains.get(subject))) {
            return this;
        }
        Map<Subject, Domain> copy = new HashMap<>(domains);
        copy.put(subject, domain);
        return new Knowledge(copy);
    }

    private static Subject whole(Fact<?> fact) {
        return new Subject(fact, Optional.empty());
    }

    private static Subject subject(Condition.Comparison comparison) {
        return comparison.expected() instanceof Expected.Amount amount
                ? new Subject(comparison.fact(), Optional.of(amount.value().getCurrencyUnit()))
                : whole(comparison.fact());
    }
}
