package io.relance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.money.MoneyBag;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class KnownAmountsTest {
    @Test
    void a_sum_of_zero_is_known_where_the_currency_is() {
        KnownAmounts amounts =
                KnownAmounts.of(MoneyBag.of(Money.parse("USD 3.50")), Set.of(CurrencyUnit.USD, CurrencyUnit.EUR));

        assertThat(amounts).hasToString("EUR 0.00 and USD 3.50");
        assertThat(KnownAmounts.of(MoneyBag.empty(), Set.of())).hasToString("nothing");
        assertThat(KnownAmounts.of(Money.parse("EUR 0.00")).known()).containsExactly(CurrencyUnit.EUR);
    }

    @Test
    void a_sum_in_a_currency_that_is_not_known_is_refused() {
        assertThatThrownBy(() -> KnownAmounts.of(MoneyBag.of(Money.parse("USD 3.50")), Set.of(CurrencyUnit.EUR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("USD 3.50")
                .hasMessageContaining("[EUR]");
    }
}
