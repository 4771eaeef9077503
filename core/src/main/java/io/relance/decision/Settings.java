package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.plan.AccountSettings;
import io.relance.receivable.NaturalPerson;
import io.relance.rule.Effect;
import io.relance.rule.RuleEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What holds of the things that rules and people set: a person's word first, then the first rule in force. */
final class Settings {
    private Settings() {}

    static Optional<String> segment(Work work) {
        return work.memory()
                .segment()
                .or(() -> first(work, Effect.SetSegment.class)
                        .map(ruled -> ((Effect.SetSegment) ruled.effect()).segment()));
    }

    /** The limit that conditions see: one that still needs a person's approval is not in force. */
    static Optional<Money> creditLimit(Work work) {
        return work.memory()
                .creditLimit()
                .or(() -> limitByRule(work)
                        .filter(ruled -> !isProposal(work, ruled))
                        .map(Settings::limit));
    }

    static AccountSettings of(Work work) {
        DunningCase memory = work.memory();
        Optional<RuleEffect> byRule = memory.creditLimit().isPresent() ? Optional.empty() : limitByRule(work);
        List<String> terms = new ArrayList<>();
        for (RuleEffect ruled : work.rules().inForce()) {
            if (ruled.effect() instanceof Effect.RecommendTerms recommended) {
                terms.add(recommended.terms());
            }
        }
        return new AccountSettings(
                work.rules().tags(),
                segment(work),
                memory.creditLimit().or(() -> byRule.map(Settings::limit)),
                byRule.filter(ruled -> isProposal(work, ruled)).isPresent(),
                terms);
    }

    private static Optional<RuleEffect> limitByRule(Work work) {
        return first(work, Effect.SetCreditLimit.class);
    }

    private static Money limit(RuleEffect ruled) {
        return ((Effect.SetCreditLimit) ruled.effect()).limit();
    }

    private static boolean isProposal(Work work, RuleEffect ruled) {
        return !work.policy.automatedEffects()
                && work.customer.naturalPerson() != NaturalPerson.NO
                && Approvals.readsScore(work, ruled);
    }

    private static Optional<RuleEffect> first(Work work, Class<? extends Effect> kind) {
        for (RuleEffect ruled : work.rules().inForce()) {
            if (kind.isInstance(ruled.effect())) {
                return Optional.of(ruled);
            }
        }
        return Optional.empty();
    }
}
