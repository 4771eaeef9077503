package io.relance.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.plan.Truth;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What the analysis claims is never refuted by an account. */
class ConditionAnalysisProperties {
    @Provide
    Arbitrary<Condition> conditions() {
        return SomeConditions.conditions(2, SomeConditions.comparisons());
    }

    @Provide
    Arbitrary<Condition> counting() {
        return SomeConditions.conditions(
                2,
                SomeConditions.comparisons()
                        .filter(leaf -> leaf instanceof Condition.Comparison c
                                && (c.fact() == Facts.ACCOUNT_OVERDUE_COUNT || c.fact() == Facts.ACCOUNT_TAG)));
    }

    @Provide
    Arbitrary<List<KnownFacts>> accounts() {
        return SomeConditions.facts().list().ofSize(10);
    }

    private static Truth truth(Condition condition, FactSource facts) {
        return CompiledCondition.of(condition).matches(facts);
    }

    @Property(seed = "20260105", tries = 400)
    void what_can_never_be_true_is_never_true(
            @ForAll("counting") Condition condition, @ForAll("accounts") List<KnownFacts> accounts) {
        boolean never = ConditionAnalysis.canNeverBeTrue(condition);
        if (never) {
            assertThat(accounts).noneMatch(facts -> truth(condition, facts) == Truth.TRUE);
        }
        Statistics.label("never").collect(never).coverage(c -> c.check(true).percentage(share -> share >= 2.0));
    }

    @Property(seed = "20260105", tries = 400)
    void what_is_always_true_when_known_is_never_false_then(
            @ForAll("counting") Condition condition, @ForAll("accounts") List<KnownFacts> accounts) {
        boolean always = ConditionAnalysis.alwaysWhenKnown(condition);
        if (always) {
            assertThat(accounts)
                    .filteredOn(facts -> CompiledCondition.of(condition).facts().stream()
                            .allMatch(fact -> facts.value(fact) != null))
                    .allMatch(facts -> truth(condition, facts) == Truth.TRUE);
        }
        Statistics.label("always").collect(always).coverage(c -> c.check(true).percentage(share -> share >= 2.0));
    }

    @Property(seed = "20260105", tries = 400)
    void what_is_implied_is_true_wherever_the_other_is(
            @ForAll("counting") Condition a,
            @ForAll("counting") Condition b,
            @ForAll("accounts") List<KnownFacts> accounts) {
        boolean implies = ConditionAnalysis.implies(a, b);
        if (implies) {
            assertThat(accounts).noneMatch(facts -> truth(a, facts) == Truth.TRUE && truth(b, facts) != Truth.TRUE);
        }
        Statistics.label("implies").collect(implies).coverage(c -> c.check(true).percentage(share -> share >= 5.0));
    }

    @Property(seed = "20260105", tries = 400)
    void claims_over_facts_of_every_type_are_not_refuted(
            @ForAll("conditions") Condition a,
            @ForAll("conditions") Condition b,
            @ForAll("accounts") List<KnownFacts> accounts) {
        Condition both = Conditions.all(a, b);
        assertThat(ConditionAnalysis.implies(both, a)).isTrue();
        assertThat(ConditionAnalysis.implies(b, Conditions.any(a, b))).isTrue();
        assertThat(ConditionAnalysis.canNeverBeTrue(Conditions.all(both, Conditions.not(a))))
                .isTrue();
        assertThat(ConditionAnalysis.alwaysWhenKnown(Conditions.any(a, Conditions.not(a))))
                .isTrue();
        if (ConditionAnalysis.canNeverBeTrue(both)) {
            assertThat(accounts).noneMatch(facts -> truth(both, facts) == Truth.TRUE);
        }
        if (ConditionAnalysis.implies(a, b)) {
            assertThat(accounts).noneMatch(facts -> truth(a, facts) == Truth.TRUE && truth(b, facts) != Truth.TRUE);
        }
    }
}
