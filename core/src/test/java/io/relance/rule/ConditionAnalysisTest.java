package io.relance.rule;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.known;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionAnalysisTest {
    private static final Conditions.Term COUNT = fact(Facts.ACCOUNT_OVERDUE_COUNT);
    private static final Conditions.Term MEAN = fact(Facts.ACCOUNT_MEAN_DELAY);
    private static final Conditions.Term TAG = fact(Facts.ACCOUNT_TAG);
    private static final Conditions.Term NAME = fact(Facts.CUSTOMER_NAME);
    private static final Conditions.Term LEVEL = fact(Facts.ACCOUNT_RISK_LEVEL);
    private static final Conditions.Term DUE = fact(Facts.INVOICE_DUE);
    private static final Conditions.Term PERSON = fact(Facts.CUSTOMER_NATURAL_PERSON);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

    /** In each line the first can never be TRUE, and the second, nearly equal, can. */
    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(all(COUNT.above(5), COUNT.below(3)), all(COUNT.above(3), COUNT.below(5))),
                Arguments.of(all(COUNT.above(3), COUNT.below(4)), all(MEAN.above(3), MEAN.below(4))),
                Arguments.of(all(COUNT.atLeast(4), COUNT.below(4)), all(COUNT.atLeast(4), COUNT.atMost(4))),
                Arguments.of(
                        all(COUNT.atLeast(4), COUNT.atMost(4), not(COUNT.is(4))),
                        all(COUNT.atLeast(4), COUNT.atMost(5), not(COUNT.is(4)))),
                Arguments.of(
                        all(COUNT.atLeast(4), COUNT.atMost(5), not(any(COUNT.is(4), COUNT.is(5)))),
                        all(MEAN.atLeast(4), MEAN.atMost(5), not(any(MEAN.is(4), MEAN.is(5))))),
                Arguments.of(all(MEAN.above(4), MEAN.atMost(4)), all(MEAN.atLeast(4), MEAN.atMost(4))),
                Arguments.of(all(MEAN.is(4), MEAN.below("4")), all(MEAN.is(4), MEAN.below("4.001"))),
                Arguments.of(COUNT.below(0), COUNT.below(1)),
                Arguments.of(
                        fact(Facts.ACCOUNT_PAYMENT_SCORE).above(100),
                        fact(Facts.ACCOUNT_PAYMENT_SCORE).above(99)),
                Arguments.of(overdue("EUR").below("0.00"), overdue("EUR").below("0.01")),
                Arguments.of(
                        all(overdue("EUR").above("1.00"), overdue("EUR").below("1.01")),
                        all(overdue("EUR").above("1.00"), overdue("EUR").below("1.02"))),
                Arguments.of(
                        all(overdue("EUR").above("9.00"), overdue("EUR").below("5.00")),
                        all(overdue("EUR").above("9.00"), overdue("USD").below("5.00"))),
                Arguments.of(
                        all(overdue("EUR").above("9.00"), not(known(Facts.ACCOUNT_OVERDUE))),
                        any(overdue("EUR").above("9.00"), not(known(Facts.ACCOUNT_OVERDUE)))),
                Arguments.of(all(known(Facts.ACCOUNT_TAG), not(known(Facts.ACCOUNT_TAG))), known(Facts.ACCOUNT_TAG)),
                Arguments.of(
                        all(not(known(Facts.ACCOUNT_TAG)), not(TAG.is("a"))),
                        all(known(Facts.ACCOUNT_TAG), not(TAG.is("a")))),
                Arguments.of(all(NAME.is("a"), NAME.is("b")), all(NAME.in("a", "b"), NAME.is("b"))),
                Arguments.of(
                        all(NAME.in("a", "b"), not(NAME.is("a")), not(NAME.is("b"))),
                        all(NAME.in("a", "b"), not(NAME.is("a")))),
                Arguments.of(
                        all(not(LEVEL.in("LOW", "MODERATE")), not(LEVEL.in("HIGH", "CRITICAL"))),
                        all(not(LEVEL.in("LOW", "MODERATE")), not(LEVEL.in("HIGH")))),
                Arguments.of(all(TAG.is("a"), not(TAG.is("a"))), all(TAG.is("a"), TAG.is("b"))),
                Arguments.of(
                        all(TAG.in("a", "b"), not(TAG.is("a")), not(TAG.is("b"))),
                        all(TAG.in("a", "b"), not(TAG.is("a")))),
                Arguments.of(all(DUE.before(DAY), DUE.after(DAY)), all(not(DUE.before(DAY)), not(DUE.after(DAY)))),
                Arguments.of(
                        all(DUE.after(DAY), DUE.before(DAY.plusDays(1))),
                        all(DUE.after(DAY), DUE.before(DAY.plusDays(2)))),
                Arguments.of(all(PERSON.is(true), PERSON.is(false)), all(PERSON.is(true), not(PERSON.is(false)))),
                Arguments.of(
                        any(all(COUNT.is(1), COUNT.is(2)), all(TAG.is("a"), not(TAG.is("a")))),
                        any(all(COUNT.is(1), COUNT.is(2)), TAG.is("a"))),
                Arguments.of(
                        all(any(COUNT.is(1), COUNT.is(2)), any(COUNT.is(3), COUNT.is(4))),
                        all(any(COUNT.is(1), COUNT.is(2)), any(COUNT.is(2), COUNT.is(3)))));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void a_condition_that_contradicts_itself_can_never_be_true(Condition never, Condition sometimes) {
        assertThat(ConditionAnalysis.canNeverBeTrue(never)).isTrue();
        assertThat(ConditionAnalysis.canNeverBeTrue(sometimes)).isFalse();
    }

    /** In each line the first is TRUE for all known facts, and the second, nearly equal, is not. */
    static Stream<Arguments> tautologies() {
        return Stream.of(
                Arguments.of(COUNT.atLeast(0), COUNT.above(0)),
                Arguments.of(any(COUNT.above(3), COUNT.atMost(3)), any(COUNT.above(3), COUNT.below(3))),
                Arguments.of(any(COUNT.above(3), COUNT.below(4)), any(MEAN.above(4), MEAN.below(4))),
                Arguments.of(any(TAG.is("a"), not(TAG.is("a"))), any(TAG.is("a"), not(TAG.is("b")))),
                Arguments.of(
                        any(LEVEL.in("LOW", "MODERATE"), LEVEL.in("HIGH", "CRITICAL")),
                        any(LEVEL.in("LOW", "MODERATE"), LEVEL.is("HIGH"))),
                Arguments.of(known(Facts.ACCOUNT_TAG), not(known(Facts.ACCOUNT_TAG))),
                Arguments.of(any(PERSON.is(true), PERSON.is(false)), any(PERSON.is(true), PERSON.is(true))),
                Arguments.of(
                        any(overdue("EUR").above("9.00"), overdue("EUR").below("9.01")),
                        any(overdue("EUR").above("9.00"), overdue("USD").below("9.01"))));
    }

    @ParameterizedTest
    @MethodSource("tautologies")
    void a_condition_that_leaves_nothing_out_is_always_true_when_known(Condition always, Condition sometimes) {
        assertThat(ConditionAnalysis.alwaysWhenKnown(always)).isTrue();
        assertThat(ConditionAnalysis.alwaysWhenKnown(sometimes)).isFalse();
    }

    /** In each line the first implies the second, which does not imply the first. */
    static Stream<Arguments> implications() {
        return Stream.of(
                Arguments.of(COUNT.above(5), COUNT.above(3)),
                Arguments.of(COUNT.is(5), all(COUNT.atLeast(5), COUNT.atMost(7))),
                Arguments.of(all(COUNT.above(5), TAG.is("a")), COUNT.above(3)),
                Arguments.of(COUNT.above(5), any(COUNT.above(3), TAG.is("a"))),
                Arguments.of(overdue("EUR").atLeast("500.00"), overdue("EUR").above("499.98")),
                Arguments.of(NAME.is("a"), NAME.in("a", "b")),
                Arguments.of(NAME.is("a"), not(NAME.is("b"))),
                Arguments.of(all(TAG.is("a"), TAG.is("b")), TAG.in("a", "c")),
                Arguments.of(TAG.is("a"), known(Facts.ACCOUNT_TAG)),
                Arguments.of(overdue("EUR").above("1.00"), known(Facts.ACCOUNT_OVERDUE)),
                Arguments.of(DUE.after(DAY), not(DUE.before(DAY))),
                Arguments.of(all(COUNT.is(1), COUNT.is(2)), TAG.is("a")));
    }

    @Test
    void nothing_is_claimed_of_facts_that_may_be_absent() {
        assertThat(ConditionAnalysis.implies(TAG.is("a"), COUNT.atLeast(0))).isFalse();
        assertThat(ConditionAnalysis.implies(TAG.is("a"), any(COUNT.is(1), not(COUNT.is(1)))))
                .isFalse();
        assertThat(ConditionAnalysis.implies(COUNT.atLeast(1), all(COUNT.atLeast(0), COUNT.atLeast(1))))
                .isTrue();
        assertThat(ConditionAnalysis.implies(
                        overdue("USD").above("1.00"), overdue("EUR").atLeast("0.00")))
                .isFalse();
    }

    @Test
    void a_condition_implies_itself_however_it_is_written() {
        Condition condition = all(any(COUNT.above(5), TAG.is("a")), not(all(NAME.is("b"), MEAN.below("2.5"))));
        Condition other = all(any(TAG.is("a"), COUNT.atLeast(6)), any(not(NAME.is("b")), not(MEAN.below("2.5"))));

        assertThat(ConditionAnalysis.implies(condition, other)).isTrue();
        assertThat(ConditionAnalysis.implies(other, condition)).isTrue();
    }

    @Test
    void a_search_that_takes_too_long_claims_nothing() {
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Conditions.Term one = fact(Facts.field(Scope.ACCOUNT, "one" + i, FactType.DECIMAL));
            Conditions.Term two = fact(Facts.field(Scope.ACCOUNT, "two" + i, FactType.DECIMAL));
            parts.add(any(one.above(1), two.above(1)));
        }
        Condition long40 = new Condition.All(parts);
        parts.add(0, any(all(COUNT.is(1), COUNT.is(2)), all(TAG.is("a"), not(TAG.is("a")))));
        Condition contradictory = new Condition.All(parts);

        assertThat(ConditionAnalysis.canNeverBeTrue(long40)).isFalse();
        // It can't, but to find out would mean to try 2^40 combinations.
        assertThat(ConditionAnalysis.canNeverBeTrue(contradictory)).isFalse();
    }

    @Test
    void a_condition_as_large_as_can_be_is_searched() {
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < 998; i++) {
            parts.add(COUNT.above(i));
        }
        Condition largest = new Condition.All(parts);
        parts.add(COUNT.below(900));

        assertThat(ConditionAnalysis.canNeverBeTrue(largest)).isFalse();
        assertThat(ConditionAnalysis.canNeverBeTrue(new Condition.All(parts))).isTrue();
        assertThat(ConditionAnalysis.implies(largest, largest)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("implications")
    void a_narrower_condition_implies_a_wider_one(Condition narrow, Condition wide) {
        assertThat(ConditionAnalysis.implies(narrow, wide)).isTrue();
        assertThat(ConditionAnalysis.implies(wide, narrow)).isFalse();
        assertThat(ConditionAnalysis.implies(narrow, narrow)).isTrue();
    }
}
