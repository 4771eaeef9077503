package io.relance.rule;

import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.plan.Truth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A table says of a value what each of its comparisons says of it. */
class FactTableTest {
    private static final Fact<?> FOUNDED = Facts.field(Scope.ACCOUNT, "founded", FactType.DATE);

    @Provide
    Arbitrary<List<Condition>> comparisons() {
        return SomeConditions.comparisons().list().ofMinSize(1).ofMaxSize(Long.SIZE);
    }

    @Provide
    Arbitrary<KnownFacts> facts() {
        return SomeConditions.facts();
    }

    @Property(seed = "20260105")
    void the_answers_are_those_of_the_comparisons(
            @ForAll("comparisons") List<Condition> comparisons, @ForAll("facts") KnownFacts facts) {
        Map<Fact<?>, List<FactTable.Numbered>> byFact = new LinkedHashMap<>();
        for (Condition comparison : comparisons) {
            List<FactTable.Numbered> others = byFact.computeIfAbsent(leaf(comparison).fact, fact -> new ArrayList<>());
            others.add(new FactTable.Numbered(leaf(comparison), 1L << others.size()));
        }
        byFact.forEach((fact, leaves) -> {
            Object value = facts.value(fact);
            assertThat(FactTable.of(leaves).of(value))
                    .as("%s of %s", leaves, value)
                    .isEqualTo(oneByOne(leaves, value));
            Statistics.label(fact.type().name())
                    .collect(leaves.size() > 1 && value != null)
                    .coverage(seen -> seen.check(true).count(count -> count > 50));
        });
    }

    @Test
    void values_and_limits_at_the_ends_of_their_range_are_like_others() {
        for (long value : List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE)) {
            for (long limit : List.of(-999_999_999L, 0L, 999_999_999L)) {
                same(Facts.ACCOUNT_OVERDUE_COUNT, new Expected.Numeric(BigDecimal.valueOf(limit)), value);
            }
            for (long limit : List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE)) {
                same(
                        Facts.ACCOUNT_OPEN,
                        new Expected.Amount(Money.ofMinor(CurrencyUnit.EUR, limit)),
                        KnownAmounts.ofMinor(CurrencyUnit.EUR, value));
            }
        }
        for (LocalDate limit : List.of(LocalDate.MIN, LocalDate.of(2026, 3, 31), LocalDate.MAX)) {
            for (LocalDate value : List.of(LocalDate.MIN, LocalDate.of(2026, 3, 30), LocalDate.MAX)) {
                same(FOUNDED, new Expected.Date(limit), value);
            }
        }
    }

    @Test
    void amounts_beyond_a_long_are_compared_too() {
        Money large = Money.parse("EUR 99999999999999999999.00");
        for (Money limit : List.of(large, Money.parse("EUR 1.00"))) {
            same(Facts.ACCOUNT_OPEN, new Expected.Amount(limit), KnownAmounts.of(large));
            same(Facts.ACCOUNT_OPEN, new Expected.Amount(limit), KnownAmounts.of(large.plus(1)));
            same(Facts.ACCOUNT_OPEN, new Expected.Amount(limit), KnownAmounts.of(Money.parse("EUR 1.00")));
        }
    }

    @Test
    void a_limit_beyond_a_long_leaves_the_others_what_they_are() {
        Leaf huge = leaf(overdue("EUR").above("99999999999999999999.00"));
        Leaf common = leaf(overdue("EUR").atLeast("500.00"));
        List<FactTable.Numbered> both = List.of(new FactTable.Numbered(huge, 1), new FactTable.Numbered(common, 2));

        for (String amount : List.of("EUR 499.99", "EUR 500.00", "USD 500.00", "EUR 999999999999999999999.00")) {
            KnownAmounts value = KnownAmounts.of(Money.parse(amount));
            assertThat(FactTable.of(both).of(value)).as(amount).isEqualTo(oneByOne(both, value));
        }
    }

    @Test
    void numbers_of_very_many_digits_are_compared_without_adding_to_them() {
        for (String limit : List.of("1E+5000", "1E-5000")) {
            Expected expected = new Expected.Numeric(new BigDecimal(limit));
            same(SomeConditions.RATING, expected, BigDecimal.ZERO);
            same(SomeConditions.RATING, expected, new BigDecimal("2E+5000"));
        }
    }

    @Test
    void a_value_of_another_class_is_refused() {
        FactTable table = table(Facts.ACCOUNT_OPEN_COUNT, Operator.IS, new Expected.Numeric(BigDecimal.ONE));

        assertThatThrownBy(() -> table.of("many"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gave a String for account.openCount");
    }

    private static void same(Fact<?> fact, Expected expected, Object value) {
        for (Operator operator : Operator.serving(fact.type())) {
            Leaf leaf = leaf(new Condition.Comparison(fact, operator, expected));
            assertThat(table(fact, operator, expected).of(value))
                    .as("%s %s %s, %s", fact, operator, expected, value)
                    .isEqualTo(oneByOne(List.of(new FactTable.Numbered(leaf, 1)), value));
        }
    }

    private static FactTable table(Fact<?> fact, Operator operator, Expected expected) {
        return FactTable.of(
                List.of(new FactTable.Numbered(leaf(new Condition.Comparison(fact, operator, expected)), 1)));
    }

    private static FactTable.Answers oneByOne(List<FactTable.Numbered> leaves, @Nullable Object value) {
        long holding = 0;
        long unknown = 0;
        for (FactTable.Numbered numbered : leaves) {
            Truth truth = numbered.leaf().test(value);
            holding |= truth == Truth.TRUE ? numbered.bit() : 0;
            unknown |= truth == Truth.UNKNOWN ? numbered.bit() : 0;
        }
        return new FactTable.Answers(holding, unknown);
    }

    private static Leaf leaf(Condition comparison) {
        return CompiledCondition.of(comparison).leaves().get(0);
    }
}
