package io.relance.rule;

import static io.relance.plan.Truth.FALSE;
import static io.relance.plan.Truth.TRUE;
import static io.relance.plan.Truth.UNKNOWN;
import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.known;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.overdue;
import static io.relance.rule.KnownFacts.amounts;
import static io.relance.rule.KnownFacts.decimal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.plan.TraceLine;
import io.relance.plan.Truth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledConditionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);
    private static final Condition VIP = fact(Facts.ACCOUNT_TAG).is("vip");
    private static final Condition BIG = overdue("EUR").atLeast("500.00");

    private static final Fact<?> NUMBER = Facts.field(Scope.ACCOUNT, "number", FactType.DECIMAL);
    private static final Fact<?> A = Facts.field(Scope.ACCOUNT, "a", FactType.TEXT);
    private static final Fact<?> B = Facts.field(Scope.ACCOUNT, "b", FactType.TEXT);

    @ParameterizedTest
    @CsvSource({
        "TRUE,    TRUE,    TRUE,    TRUE",
        "TRUE,    FALSE,   FALSE,   TRUE",
        "TRUE,    UNKNOWN, UNKNOWN, TRUE",
        "FALSE,   TRUE,    FALSE,   TRUE",
        "FALSE,   FALSE,   FALSE,   FALSE",
        "FALSE,   UNKNOWN, FALSE,   UNKNOWN",
        "UNKNOWN, TRUE,    UNKNOWN, TRUE",
        "UNKNOWN, FALSE,   FALSE,   UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void all_and_any_have_three_truth_values(Truth a, Truth b, Truth expectedAll, Truth expectedAny) {
        KnownFacts facts = KnownFacts.none();
        Condition left = comingOut(a, A, facts);
        Condition right = comingOut(b, B, facts);

        assertOutcome(all(left, right), facts, expectedAll);
        assertOutcome(any(left, right), facts, expectedAny);
        assertOutcome(not(all(left, right)), facts, expectedAll.not());
        assertOutcome(not(left), facts, a.not());
        assertOutcome(all(left), facts, a);
        assertOutcome(any(left), facts, a);
    }

    private static Condition comingOut(Truth truth, Fact<?> fact, KnownFacts facts) {
        if (truth != UNKNOWN) {
            facts.withAny(fact, truth == TRUE ? "yes" : "no");
        }
        return fact(fact).is("yes");
    }

    private static void assertOutcome(Condition condition, FactSource facts, Truth expected) {
        CompiledCondition compiled = CompiledCondition.of(condition);
        assertThat(compiled.matches(facts)).as(condition.toString()).isEqualTo(expected);
        assertThat(compiled.explain(facts).truth()).isEqualTo(expected);
    }

    /** A fact's value below, at, and above the threshold; each ordering operator's truth at the three. */
    static Stream<Arguments> orderings() {
        Money threshold = Money.parse("EUR 500.00");
        List<Expectation> ordered = List.of(
                new Expectation(Operator.AT_LEAST, FALSE, TRUE, TRUE),
                new Expectation(Operator.ABOVE, FALSE, FALSE, TRUE),
                new Expectation(Operator.AT_MOST, TRUE, TRUE, FALSE),
                new Expectation(Operator.BELOW, TRUE, FALSE, FALSE),
                new Expectation(Operator.IS, FALSE, TRUE, FALSE));
        List<Expectation> dated = List.of(
                new Expectation(Operator.BEFORE, TRUE, FALSE, FALSE),
                new Expectation(Operator.AFTER, FALSE, FALSE, TRUE),
                new Expectation(Operator.IS, FALSE, TRUE, FALSE));
        return Stream.of(
                        table(
                                ordered,
                                Facts.ACCOUNT_OVERDUE,
                                new Expected.Amount(threshold),
                                amounts("EUR 499.99"),
                                amounts("EUR 500.00", "USD 1.00"),
                                amounts("EUR 500.01")),
                        table(ordered, Facts.INVOICE_DAYS_LATE, new Expected.Numeric(BigDecimal.ZERO), -1L, 0L, 1L),
                        table(ordered, Facts.ACCOUNT_OVERDUE_COUNT, new Expected.Numeric(BigDecimal.TEN), 9L, 10L, 11L),
                        table(
                                ordered,
                                Facts.ACCOUNT_ON_TIME_SHARE,
                                new Expected.Numeric(decimal("0.8")),
                                decimal("0.799999"),
                                decimal("0.80"),
                                decimal("0.800001")),
                        table(
                                ordered,
                                NUMBER,
                                new Expected.Numeric(decimal("-1.5")),
                                decimal("-2"),
                                decimal("-1.500"),
                                decimal("0")),
                        table(
                                dated,
                                Facts.INVOICE_DUE,
                                new Expected.Date(TODAY),
                                TODAY.minusDays(1),
                                TODAY,
                                TODAY.plusDays(1)))
                .flatMap(s -> s);
    }

    private record Expectation(Operator operator, Truth below, Truth equal, Truth above) {}

    private static Stream<Arguments> table(
            List<Expectation> rows, Fact<?> fact, Expected expected, Object below, Object equal, Object above) {
        return rows.stream()
                .flatMap(row -> Stream.of(
                        Arguments.of(fact, row.operator, expected, below, row.below),
                        Arguments.of(fact, row.operator, expected, equal, row.equal),
                        Arguments.of(fact, row.operator, expected, above, row.above)));
    }

    @ParameterizedTest
    @MethodSource("orderings")
    void numbers_amounts_and_dates_are_compared_exactly(
            Fact<?> fact, Operator operator, Expected expected, Object value, Truth truth) {
        Condition condition = new Condition.Comparison(fact, operator, expected);

        assertOutcome(condition, KnownFacts.none().withAny(fact, value), truth);
        assertOutcome(condition, KnownFacts.none(), UNKNOWN);
    }

    static Stream<Arguments> words() {
        Set<String> tags = Set.of("vip", "north");
        return Stream.of(
                Arguments.of(fact(Facts.CUSTOMER_COUNTRY).is("FR"), Facts.CUSTOMER_COUNTRY, "FR", TRUE),
                Arguments.of(fact(Facts.CUSTOMER_COUNTRY).is("FR"), Facts.CUSTOMER_COUNTRY, "fr", FALSE),
                Arguments.of(fact(Facts.CUSTOMER_COUNTRY).in("FR", "DE"), Facts.CUSTOMER_COUNTRY, "DE", TRUE),
                Arguments.of(fact(Facts.CUSTOMER_COUNTRY).in("FR", "DE"), Facts.CUSTOMER_COUNTRY, "FR, DE", FALSE),
                Arguments.of(fact(Facts.ACCOUNT_TAG).is("vip"), Facts.ACCOUNT_TAG, tags, TRUE),
                Arguments.of(fact(Facts.ACCOUNT_TAG).is("south"), Facts.ACCOUNT_TAG, tags, FALSE),
                Arguments.of(fact(Facts.ACCOUNT_TAG).is("south"), Facts.ACCOUNT_TAG, Set.of(), FALSE),
                Arguments.of(fact(Facts.ACCOUNT_TAG).in("south", "north"), Facts.ACCOUNT_TAG, tags, TRUE),
                Arguments.of(fact(Facts.ACCOUNT_TAG).in("south", "east"), Facts.ACCOUNT_TAG, tags, FALSE),
                Arguments.of(fact(Facts.CUSTOMER_NATURAL_PERSON).is(true), Facts.CUSTOMER_NATURAL_PERSON, true, TRUE),
                Arguments.of(fact(Facts.CUSTOMER_NATURAL_PERSON).is(true), Facts.CUSTOMER_NATURAL_PERSON, false, FALSE),
                Arguments.of(
                        fact(Facts.CUSTOMER_NATURAL_PERSON).is(false), Facts.CUSTOMER_NATURAL_PERSON, false, TRUE));
    }

    @ParameterizedTest
    @MethodSource("words")
    void texts_tags_and_flags_are_compared_letter_by_letter(
            Condition condition, Fact<?> fact, Object value, Truth truth) {
        assertOutcome(condition, KnownFacts.none().withAny(fact, value), truth);
        assertOutcome(condition, KnownFacts.none(), UNKNOWN);
    }

    @Test
    void a_threshold_in_another_currency_is_unknown_and_one_in_a_currency_owed_nothing_is_not() {
        KnownFacts dollars = KnownFacts.none().with(Facts.ACCOUNT_OVERDUE, amounts("USD 9000.00"));
        KnownFacts both = KnownFacts.none().with(Facts.ACCOUNT_OVERDUE, amounts("USD 9000.00", "EUR 0.00"));

        assertOutcome(BIG, dollars, UNKNOWN);
        assertOutcome(not(BIG), dollars, UNKNOWN);
        assertOutcome(BIG, both, FALSE);
        assertOutcome(overdue("EUR").is("0.00"), both, TRUE);
    }

    @Test
    void whether_a_fact_is_known_is_never_unknown() {
        Condition limited = known(Facts.ACCOUNT_CREDIT_LIMIT);

        assertOutcome(limited, KnownFacts.none(), FALSE);
        assertOutcome(not(limited), KnownFacts.none(), TRUE);
        assertOutcome(limited, KnownFacts.none().with(Facts.ACCOUNT_CREDIT_LIMIT, amounts("EUR 0.00")), TRUE);
        assertOutcome(limited, KnownFacts.none().with(Facts.ACCOUNT_CREDIT_LIMIT, amounts()), FALSE);
        assertOutcome(known(Facts.ACCOUNT_TAG), KnownFacts.none().with(Facts.ACCOUNT_TAG, Set.of()), TRUE);
    }

    @Test
    void matching_asks_no_more_than_it_needs_and_explaining_asks_everything() {
        CompiledCondition condition = CompiledCondition.of(all(any(VIP, BIG), not(BIG), VIP));
        KnownFacts facts = KnownFacts.none()
                .with(Facts.ACCOUNT_TAG, Set.of("vip"))
                .with(Facts.ACCOUNT_OVERDUE, amounts("EUR 600.00"));

        assertThat(condition.matches(facts)).isEqualTo(FALSE);
        assertThat(facts.asked).isEqualTo(2);
        facts.asked = 0;
        assertThat(condition.explain(facts).trace().lines()).hasSize(4);
        assertThat(facts.asked).isEqualTo(4);
    }

    @Test
    void an_explanation_has_a_line_for_every_comparison_with_its_place_and_values() {
        Condition condition = all(
                BIG,
                not(VIP),
                any(fact(Facts.ACCOUNT_MEAN_DELAY).above("15"), known(Facts.ACCOUNT_CREDIT_LIMIT)),
                overdue("USD").below("1.00"),
                fact(Facts.ACCOUNT_TAG).in("b", "a"));
        KnownFacts facts = KnownFacts.none()
                .with(Facts.ACCOUNT_OVERDUE, amounts("EUR 600.00"))
                .with(Facts.ACCOUNT_TAG, new TreeSet<>(Set.of("z", "a")))
                .with(Facts.ACCOUNT_MEAN_DELAY, decimal("15.500000"))
                .asOf(Facts.ACCOUNT_MEAN_DELAY, LocalDate.of(2026, 3, 1))
                .asOf(Facts.ACCOUNT_OVERDUE, LocalDate.of(2026, 3, 1));

        Explained explained = CompiledCondition.of(condition).explain(facts);

        assertThat(explained.truth()).isEqualTo(UNKNOWN);
        assertThat(explained.trace().lines())
                .containsExactly(
                        new TraceLine("all[0]", "account.overdue", "atLeast", "EUR 500.00", "EUR 600.00", TRUE),
                        new TraceLine("all[1].not", "account.tag", "is", "vip", "a, z", FALSE),
                        new TraceLine(
                                "all[2].any[0]",
                                "account.meanDelay",
                                "above",
                                "15",
                                "15.500000 (as of 2026-03-01)",
                                TRUE),
                        new TraceLine("all[2].any[1]", "account.creditLimit", "known", "true", "absent", FALSE),
                        new TraceLine("all[3]", "account.overdue", "below", "USD 1.00", "absent in USD", UNKNOWN),
                        new TraceLine("all[4]", "account.tag", "in", "a, b", "a, z", TRUE));
    }

    @Test
    void the_place_of_a_lone_comparison_is_empty_and_no_tags_are_none() {
        assertThat(CompiledCondition.of(VIP)
                        .explain(KnownFacts.none().with(Facts.ACCOUNT_TAG, Set.of()))
                        .trace()
                        .lines())
                .containsExactly(new TraceLine("", "account.tag", "is", "vip", "none", FALSE));
        assertThat(CompiledCondition.of(known(Facts.ACCOUNT_OVERDUE))
                        .explain(KnownFacts.none().with(Facts.ACCOUNT_OVERDUE, amounts("USD 1.00", "EUR 0.00")))
                        .trace()
                        .lines())
                .containsExactly(new TraceLine("", "account.overdue", "known", "true", "EUR 0.00 and USD 1.00", TRUE));
    }

    @ParameterizedTest
    @CsvSource({"1E+3, 1000", "1E-7, 0.0000001", "0E-6, 0.000000", "-17.250, -17.250"})
    void numbers_are_shown_without_an_exponent(BigDecimal value, String shown) {
        assertThat(CompiledCondition.of(fact(NUMBER).above(5))
                        .explain(KnownFacts.none().withAny(NUMBER, value))
                        .trace()
                        .lines())
                .extracting(TraceLine::actual)
                .containsExactly(shown);
    }

    @Test
    void tags_are_shown_in_their_order_whatever_that_of_the_set() {
        Explained explained = CompiledCondition.of(VIP)
                .explain(KnownFacts.none().with(Facts.ACCOUNT_TAG, new LinkedHashSet<>(List.of("z", "vip", "m", "a"))));

        assertThat(explained.trace().lines())
                .containsExactly(new TraceLine("", "account.tag", "is", "vip", "a, m, vip, z", TRUE));
        assertThat(explained).asString().startsWith("TRUE [").contains("a, m, vip, z");
    }

    @Test
    void a_frozen_fact_without_a_day_is_shown_without_one() {
        assertThat(CompiledCondition.of(fact(Facts.ACCOUNT_SEGMENT).is("NEW"))
                        .explain(KnownFacts.none().with(Facts.ACCOUNT_SEGMENT, "PROMPT"))
                        .trace()
                        .lines())
                .containsExactly(new TraceLine("", "account.segment", "is", "NEW", "PROMPT", FALSE));
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                Arguments.of(BIG, Facts.ACCOUNT_OVERDUE, Money.parse("EUR 1.00")),
                Arguments.of(fact(Facts.INVOICE_DAYS_LATE).above(3), Facts.INVOICE_DAYS_LATE, 3),
                Arguments.of(fact(Facts.ACCOUNT_MEAN_DELAY).above(3), Facts.ACCOUNT_MEAN_DELAY, 3L),
                Arguments.of(fact(Facts.INVOICE_DUE).is(TODAY), Facts.INVOICE_DUE, "2026-03-31"),
                Arguments.of(fact(Facts.CUSTOMER_NATURAL_PERSON).is(true), Facts.CUSTOMER_NATURAL_PERSON, "YES"),
                Arguments.of(fact(Facts.ACCOUNT_RISK_LEVEL).is("LOW"), Facts.ACCOUNT_RISK_LEVEL, 1L),
                Arguments.of(VIP, Facts.ACCOUNT_TAG, List.of("vip")));
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void a_source_that_gives_another_class_is_told_so(Condition condition, Fact<?> fact, Object value) {
        KnownFacts facts = KnownFacts.none().withAny(fact, value);
        assertThatThrownBy(() -> CompiledCondition.of(condition).matches(facts))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fact.name())
                .hasMessageContaining(fact.type().valueClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({
        "atLeast, 30,  10, 2026-04-20", // 20 days from 10 to 30
        "atLeast, 30,  29, 2026-04-01",
        "atLeast, 30,  30, ",
        "above,   30,  10, 2026-04-21",
        "above,   30,  30, 2026-04-01",
        "above,   30,  31, ",
        "atMost,  30,  10, 2026-04-21",
        "atMost,  30,  31, ",
        "below,   30,  10, 2026-04-20",
        "below,   30,  30, ",
        "is,      30,  10, 2026-04-20",
        "is,      30,  30, 2026-04-01",
        "is,      30,  31, ",
        "atLeast, -3,  -5, 2026-04-02"
    })
    void a_comparison_of_an_age_changes_when_its_threshold_is_reached(
            String operator, int threshold, long value, LocalDate expected) {
        Condition condition = new Condition.Comparison(
                Facts.INVOICE_DAYS_LATE,
                Operator.ofKey(operator).orElseThrow(),
                new Expected.Numeric(BigDecimal.valueOf(threshold)));
        KnownFacts facts = KnownFacts.none().with(Facts.INVOICE_DAYS_LATE, value);

        assertThat(CompiledCondition.of(condition).nextChange(facts, TODAY).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void the_next_change_is_the_earliest_of_all_comparisons_of_ages() {
        CompiledCondition condition = CompiledCondition.of(any(
                fact(Facts.INVOICE_DAYS_LATE).atLeast(30),
                not(fact(Facts.INVOICE_AGE).atLeast(70)),
                fact(Facts.ACCOUNT_OVERDUE_COUNT).above(12),
                known(Facts.ACCOUNT_DAYS_SINCE_LAST_CONTACT)));
        KnownFacts facts = KnownFacts.none()
                .with(Facts.INVOICE_DAYS_LATE, 10L)
                .with(Facts.INVOICE_AGE, 55L)
                .with(Facts.ACCOUNT_OVERDUE_COUNT, 10L)
                .with(Facts.ACCOUNT_DAYS_SINCE_LAST_CONTACT, 10L);

        assertThat(condition.nextChange(facts, TODAY)).contains(TODAY.plusDays(70 - 55));
        assertThat(condition.nextChange(facts.absent(Facts.INVOICE_AGE), TODAY)).contains(TODAY.plusDays(30 - 10));
        assertThat(condition.nextChange(facts.absent(Facts.INVOICE_DAYS_LATE), TODAY))
                .isEmpty();
    }

    @Test
    void it_knows_what_it_reads() {
        CompiledCondition behaviour =
                CompiledCondition.of(all(BIG, fact(Facts.ACCOUNT_SEGMENT).is("PROMPT"), BIG));
        CompiledCondition messages = CompiledCondition.of(not(known(Facts.INVOICE_STAGE)));

        assertThat(behaviour.facts()).containsExactly(Facts.ACCOUNT_OVERDUE, Facts.ACCOUNT_SEGMENT);
        assertThat(behaviour.readsFrozen()).isTrue();
        assertThat(behaviour.readsMessages()).isFalse();
        assertThat(behaviour.readsInvoice()).isFalse();
        assertThat(messages.readsFrozen()).isFalse();
        assertThat(messages.readsMessages()).isTrue();
        assertThat(messages.readsInvoice()).isTrue();
        assertThat(messages.condition()).isEqualTo(not(known(Facts.INVOICE_STAGE)));
        assertThat(messages).hasToString("not invoice.stage is known");
    }

    @Test
    void the_hash_differs_when_the_condition_does() {
        List<Condition> different = List.of(
                BIG,
                VIP,
                all(BIG),
                any(BIG),
                not(BIG),
                all(VIP),
                any(VIP),
                not(VIP),
                all(BIG, VIP),
                all(VIP, BIG),
                all(all(BIG), VIP),
                all(all(BIG, VIP)),
                known(Facts.ACCOUNT_OVERDUE),
                known(Facts.ACCOUNT_OPEN),
                overdue("EUR").above("500.00"),
                overdue("EUR").atLeast("500.01"),
                overdue("USD").atLeast("500.00"),
                fact(Facts.CUSTOMER_NAME).is("a, b"),
                fact(Facts.CUSTOMER_NAME).in("a, b"),
                fact(Facts.CUSTOMER_NAME).in("a", "b"),
                fact(Facts.CUSTOMER_NAME).in("a\"1\"b"),
                fact(Facts.field(Scope.ACCOUNT, "x", FactType.TEXT)).is("1"),
                fact(Facts.field(Scope.ACCOUNT, "x", FactType.DECIMAL)).is(1));

        assertThat(different.stream().map(c -> CompiledCondition.of(c).hash()))
                .doesNotHaveDuplicates()
                .allMatch(hash -> hash.matches("[0-9a-f]{16}"));
    }

    @Test
    void the_hash_of_a_condition_stays_the_same_from_release_to_release() {
        assertThat(CompiledCondition.of(overdue("EUR").atLeast("500")).hash())
                .isEqualTo(CompiledCondition.of(BIG).hash())
                // The SHA-256 of atLeast:AMOUNT:15"account.overdue"10"EUR 500.00"
                .isEqualTo("7b889707eeb1180c");
    }
}
