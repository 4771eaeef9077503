package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CountBackDsoTest {
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);

    /** Sales of 120 000 in January, 90 000 in February, 100 000 in March, of which 60 000 of January were paid. */
    @Test
    void months_are_taken_off_until_nothing_is_left() {
        CountBackDso dso = CountBackDso.builder(IndicatorOptions.standard())
                .monthEnds(YearMonth.of(2026, 1), YearMonth.of(2026, 3))
                .add(threeMonths("C1"))
                .build();
        DsoSeries euros = dso.series(CurrencyUnit.EUR).orElseThrow();
        assertThat(euros.days().get(MARCH).days())
                .isEqualByComparingTo(new BigDecimal(31 + 28).add(new BigDecimal("15.5")));
        assertThat(euros.days().get(LocalDate.of(2026, 1, 31)).days()).isEqualByComparingTo("31");
        assertThat(dso.series()).containsExactly(euros);
        assertThat(dso.series(CurrencyUnit.USD)).isEmpty();
    }

    @Test
    void every_customer_is_passed_on_with_its_own_series() {
        List<String> seen = new ArrayList<>();
        CountBackDso.builder(IndicatorOptions.standard())
                .day(MARCH)
                .perCustomer((account, series) ->
                        seen.add(account.customer() + " " + series.days().get(MARCH)))
                .add(threeMonths("C1"))
                .add(AccountLedger.builder(
                                new CreditorId("acme"), Customer.builder("C2").build())
                        .build())
                .add(threeMonths("C3"));
        assertThat(seen).containsExactly("C1 74.50 days", "C3 74.50 days");
    }

    @Test
    void days_are_named_before_ledgers_are_added() {
        CountBackDso.Builder builder =
                CountBackDso.builder(IndicatorOptions.standard()).day(MARCH).add(threeMonths("C1"));
        assertThatThrownBy(() -> builder.day(MARCH.plusDays(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.perCustomer((account, series) -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> CountBackDso.builder(IndicatorOptions.standard())
                        .monthEnds(YearMonth.of(2026, 2), YearMonth.of(2026, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a series cannot end in 2026-01 when it begins in 2026-02");
    }

    private static AccountLedger threeMonths(String customer) {
        LocalDate paid = LocalDate.of(2026, 3, 10);
        return AccountLedger.builder(
                        new CreditorId("acme"), Customer.builder(customer).build())
                .receivable(invoice(customer + "-1", LocalDate.of(2026, 1, 15), 120_000))
                .receivable(invoice(customer + "-2", LocalDate.of(2026, 2, 15), 90_000))
                .receivable(invoice(customer + "-3", LocalDate.of(2026, 3, 15), 100_000))
                .payment(new Payment(
                        new DocumentId(customer + "-P"),
                        paid,
                        euros(60_000),
                        paid.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .allocation(Allocation.ofPayment(customer + "-P", customer + "-1", euros(60_000)))
                .build();
    }

    private static Receivable invoice(String number, LocalDate issued, long euros) {
        return Receivable.invoice(number, issued, issued.plusDays(30), euros(euros))
                .build();
    }

    private static Money euros(long euros) {
        return Money.ofMajor(CurrencyUnit.EUR, euros);
    }
}
