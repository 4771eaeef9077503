package io.relance.plan;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.Money;

/**
 * What rules and people have set for an account, as it holds on the day of a decision. A person's word goes before a rule's.
 *
 * @param tags those that rules set; the books' and people's are theirs to know
 * @param segment the segment, where a person or a rule set one
 * @param creditLimit the credit limit, where a person or a rule set one
 * @param creditLimitNeedsApproval the limit was chosen by score or segment for somebody who may be a natural person: it is a
 *     proposal until a person sets it
 * @param recommendedTerms the payment terms that rules recommend
 */
public record AccountSettings(
        Set<String> tags,
        Optional<String> segment,
        Optional<Money> creditLimit,
        boolean creditLimitNeedsApproval,
        List<String> recommendedTerms) {
    /** Copies what is given. */
    public AccountSettings {
        tags = tags.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(tags));
        recommendedTerms = List.copyOf(recommendedTerms);
    }
}
