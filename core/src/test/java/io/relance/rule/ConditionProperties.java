package io.relance.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.plan.TraceLine;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Laws of conditions, on generated trees and accounts that know some facts. */
class ConditionProperties {
    @Provide
    Arbitrary<Condition> conditions() {
        return SomeConditions.conditions();
    }

    @Provide
    Arbitrary<KnownFacts> facts() {
        return SomeConditions.facts();
    }

    @Provide
    Arbitrary<Condition> agingConditions() {
        return SomeConditions.conditions(
                3,
                SomeConditions.comparisons()
                        .filter(leaf -> leaf instanceof Condition.Comparison c
                                && c.fact().motion() == Motion.ONE_A_DAY));
    }

    private static Truth truth(Condition condition, FactSource facts) {
        return CompiledCondition.of(condition).matches(facts);
    }

    @Property(seed = "20260105")
    void the_two_modes_agree(@ForAll("conditions") Condition condition, @ForAll("facts") KnownFacts facts) {
        Truth matches = truth(condition, facts);
        Explained explained = CompiledCondition.of(condition).explain(facts);

        assertThat(explained.truth()).isEqualTo(matches);
        Statistics.label("truth").collect(matches).coverage(coverage -> {
            for (Truth truth : Truth.values()) {
                coverage.check(truth).percentage(share -> share >= 5.0);
            }
        });
    }

    /** A trace alone, folded by the tables of {@link Truth}, gives the outcome: nothing is missing in it. */
    @Property(seed = "20260105")
    void the_trace_accounts_for_the_outcome(
            @ForAll("conditions") Condition condition, @ForAll("facts") KnownFacts facts) {
        Explained explained = CompiledCondition.of(condition).explain(facts);
        Iterator<TraceLine> lines = explained.trace().lines().iterator();

        assertThat(fold(condition, lines)).isEqualTo(explained.truth());
        assertThat(lines.hasNext()).isFalse();
    }

    private static Truth fold(Condition condition, Iterator<TraceLine> lines) {
        if (condition instanceof Condition.All all) {
            Truth truth = Truth.TRUE;
            for (Condition part : all.conditions()) {
                truth = truth.and(fold(part, lines));
            }
            return truth;
        }
        if (condition instanceof Condition.Any any) {
            Truth truth = Truth.FALSE;
            for (Condition part : any.conditions()) {
                truth = truth.or(fold(part, lines));
            }
            return truth;
        }
        return condition instanceof Condition.Not not
                ? fold(not.condition(), lines).not()
                : lines.next().truth();
    }

    @Property(seed = "20260105")
    void de_morgan_holds_in_three_values(
            @ForAll("conditions") Condition a, @ForAll("conditions") Condition b, @ForAll("facts") KnownFacts facts) {
        assertThat(truth(Conditions.not(Conditions.all(a, b)), facts))
                .isEqualTo(truth(Conditions.any(Conditions.not(a), Conditions.not(b)), facts));
        assertThat(truth(Conditions.not(Conditions.any(a, b)), facts))
                .isEqualTo(truth(Conditions.all(Conditions.not(a), Conditions.not(b)), facts));
        assertThat(truth(Conditions.not(Conditions.not(a)), facts)).isEqualTo(truth(a, facts));
        assertThat(truth(Conditions.all(a, b), facts)).isEqualTo(truth(Conditions.all(b, a), facts));
        assertThat(truth(Conditions.any(a, b), facts)).isEqualTo(truth(Conditions.any(b, a), facts));
    }

    /** Without "is known", knowing more changes no outcome but UNKNOWN. */
    @Property(seed = "20260105")
    void what_is_certain_stays_when_more_becomes_known(
            @ForAll("conditions") Condition condition, @ForAll("facts") KnownFacts facts) {
        if (condition.toString().contains("is known")) {
            return;
        }
        for (Fact<?> fact : CompiledCondition.of(condition).facts()) {
            Truth less = truth(condition, facts.later(0).absent(fact));
            assertThat(less == Truth.UNKNOWN || less == truth(condition, facts)).isTrue();
        }
    }

    @Property(seed = "20260105")
    void equal_conditions_have_one_hash_and_others_another(
            @ForAll("conditions") Condition a, @ForAll("conditions") Condition b) {
        assertThat(CompiledCondition.of(a).hash().equals(CompiledCondition.of(b).hash()))
                .isEqualTo(a.equals(b));
    }

    @Property(seed = "20260105")
    void the_next_change_is_the_first_day_on_which_a_comparison_of_an_age_comes_out_otherwise(
            @ForAll("agingConditions") Condition condition, @ForAll("facts") KnownFacts facts) {
        Optional<LocalDate> expected = Optional.empty();
        List<Truth> now = outcomes(condition, facts);
        for (int days = 1; days <= 20 && expected.isEmpty(); days++) {
            if (!outcomes(condition, facts.later(days)).equals(now)) {
                expected = Optional.of(SomeConditions.TODAY.plusDays(days));
            }
        }

        assertThat(CompiledCondition.of(condition).nextChange(facts, SomeConditions.TODAY))
                .isEqualTo(expected);
        Statistics.label("changes").collect(expected.isPresent()).coverage(coverage -> {
            coverage.check(true).percentage(share -> share >= 20.0);
            coverage.check(false).percentage(share -> share >= 5.0);
        });
    }

    @Property(seed = "20260105")
    void a_condition_over_other_facts_never_changes_with_time_alone(
            @ForAll("conditions") Condition condition, @ForAll("facts") KnownFacts facts) {
        Optional<LocalDate> change = CompiledCondition.of(condition).nextChange(facts, SomeConditions.TODAY);
        LocalDate until = change.orElse(SomeConditions.TODAY.plusDays(20));
        for (LocalDate day = SomeConditions.TODAY; day.isBefore(until); day = day.plusDays(1)) {
            KnownFacts later = facts.later(java.time.temporal.ChronoUnit.DAYS.between(SomeConditions.TODAY, day));
            assertThat(truth(condition, later)).isEqualTo(truth(condition, facts));
        }
    }

    private static List<Truth> outcomes(Condition condition, KnownFacts facts) {
        List<Truth> outcomes = new ArrayList<>();
        CompiledCondition.of(condition).explain(facts).trace().lines().forEach(line -> outcomes.add(line.truth()));
        return outcomes;
    }
}
