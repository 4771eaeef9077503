package io.relance.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class MoneyBagTest {
    private static final Money TEN_EUR = Money.parse("EUR 10.00");
    private static final Money FIVE_USD = Money.parse("USD 5.00");

    @Test
    void sums_are_kept_by_currency_and_read_in_the_order_of_the_codes() {
        MoneyBag bag = MoneyBag.of(FIVE_USD, TEN_EUR, Money.parse("EUR 0.50"));

        assertThat(bag.sums()).containsExactly(Money.parse("EUR 10.50"), FIVE_USD);
        assertThat(bag.currencies()).containsExactly(CurrencyUnit.EUR, CurrencyUnit.USD);
        assertThat(bag.asMap())
                .containsEntry(CurrencyUnit.USD, FIVE_USD)
                .containsEntry(CurrencyUnit.EUR, Money.parse("EUR 10.50"))
                .hasSize(2);
        assertThat(bag.in(CurrencyUnit.JPY)).isEqualTo(Money.zero(CurrencyUnit.JPY));
        assertThat(bag).hasToString("EUR 10.50 and USD 5.00");
    }

    @Test
    void amounts_are_summed_up_by_currency_in_whatever_order_and_however_large() {
        Money half = Money.ofMinor(CurrencyUnit.EUR, Long.MAX_VALUE - 1);
        MoneyBag sum = MoneyBag.of(half, half, FIVE_USD);

        assertThat(MoneyBag.sum(List.of(half, half, FIVE_USD), amount -> amount))
                .isEqualTo(sum);
        assertThat(MoneyBag.sum(List.of(half, FIVE_USD, half), amount -> amount))
                .isEqualTo(sum);
        assertThat(MoneyBag.sum(List.of(FIVE_USD, FIVE_USD.negated()), amount -> amount))
                .isEqualTo(MoneyBag.empty());
        assertThat(MoneyBag.sum(List.<Money>of(), amount -> amount)).isEqualTo(MoneyBag.empty());
    }

    @Test
    void a_sum_of_zero_is_not_in_the_bag() {
        MoneyBag bag = MoneyBag.of(TEN_EUR, FIVE_USD).minus(TEN_EUR);

        assertThat(bag).isEqualTo(MoneyBag.of(FIVE_USD)).hasSameHashCodeAs(MoneyBag.of(FIVE_USD));
        assertThat(bag.minus(FIVE_USD).isEmpty()).isTrue();
        assertThat(bag.minus(bag)).isEqualTo(MoneyBag.empty()).hasToString("nothing");
        assertThat(MoneyBag.of(Money.zero(CurrencyUnit.EUR))).isEqualTo(MoneyBag.empty());
        assertThat(bag).isNotEqualTo(MoneyBag.of(TEN_EUR));
    }

    @Test
    void sums_may_be_negative_and_the_positive_ones_can_be_had_alone() {
        MoneyBag bag = MoneyBag.of(FIVE_USD).minus(TEN_EUR);

        assertThat(bag.in(CurrencyUnit.EUR)).isEqualTo(Money.parse("EUR -10.00"));
        assertThat(bag.positive()).isEqualTo(MoneyBag.of(FIVE_USD));
    }

    @Test
    void nobody_changes_a_bag_from_outside() {
        MoneyBag bag = MoneyBag.of(TEN_EUR);

        assertThatThrownBy(() -> bag.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> bag.currencies().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> bag.sums().clear()).isInstanceOf(UnsupportedOperationException.class);
        bag.plus(FIVE_USD);
        assertThat(bag).isEqualTo(MoneyBag.of(TEN_EUR));
    }

    @Provide
    Arbitrary<List<Money>> amounts() {
        return Combinators.combine(
                        Arbitraries.of(CurrencyUnit.EUR, CurrencyUnit.USD, CurrencyUnit.JPY),
                        Arbitraries.longs().between(-3, 3))
                .as(Money::ofMinor)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void the_order_of_addition_makes_no_difference_and_what_is_added_can_be_taken_off(
            @ForAll("amounts") List<Money> amounts, @ForAll("amounts") List<Money> others, @ForAll Random random) {
        List<Money> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, random);
        MoneyBag bag = MoneyBag.of(amounts);
        MoneyBag oneByOne = MoneyBag.empty();
        for (Money amount : shuffled) {
            oneByOne = oneByOne.plus(amount);
        }

        assertThat(oneByOne).isEqualTo(bag);
        assertThat(bag.plus(MoneyBag.of(others)).minus(MoneyBag.of(others))).isEqualTo(bag);
        assertThat(bag.currencies()).noneMatch(unit -> bag.in(unit).isZero());
    }

    @Test
    void a_tolerance_is_cut_to_the_decimals_of_the_currency() {
        Tolerance half = new Tolerance(new BigDecimal("0.509"));

        assertThat(half.minor(CurrencyUnit.EUR)).isEqualTo(50);
        assertThat(half.minor(CurrencyUnit.JPY)).isZero();
        assertThat(Tolerance.NONE.minor(CurrencyUnit.EUR)).isZero();
    }

    @Test
    void a_tolerance_covers_what_is_at_most_as_much() {
        Tolerance half = new Tolerance(new BigDecimal("0.50"));

        assertThat(half.covers(Money.parse("EUR 0.50"))).isTrue();
        assertThat(half.covers(Money.parse("EUR 0.51"))).isFalse();
        assertThat(half.covers(Money.parse("JPY 1"))).isFalse();
        assertThat(Tolerance.NONE.covers(Money.zero(CurrencyUnit.EUR))).isTrue();
        assertThatThrownBy(() -> new Tolerance(new BigDecimal("-0.01")))
                .hasMessage("a tolerance is at least 0, but was -0.01");
    }
}
