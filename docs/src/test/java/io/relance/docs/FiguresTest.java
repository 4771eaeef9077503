package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.aging.AgingOptions;
import io.relance.aging.AgingReport;
import io.relance.aging.AgingSeries;
import io.relance.aging.PortfolioAging;
import io.relance.kpi.CountBackDso;
import io.relance.kpi.DsoMethod;
import io.relance.kpi.DsoSeries;
import io.relance.kpi.IndicatorOptions;
import io.relance.kpi.PortfolioIndicators;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The programs of the page about figures. */
class FiguresTest {
    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final LocalDate END_OF_MARCH = LocalDate.of(2026, 3, 31);

    /** Two customers with an invoice each of 10 January, due on the 31st; the second one pays on 15 March. */
    private static List<AccountLedger> ledgers() {
        LocalDate paid = LocalDate.of(2026, 3, 15);
        return List.of(
                ledger("C-1").build(),
                ledger("C-2")
                        .payment(new Payment(
                                new DocumentId("P-1"),
                                paid,
                                Money.parse("EUR 1250.00"),
                                paid.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .allocation(Allocation.ofPayment("P-1", "F-C-2", Money.parse("EUR 1250.00")))
                        .build());
    }

    private static AccountLedger.Builder ledger(String customer) {
        return AccountLedger.builder(
                        new CreditorId("atelier"), Customer.builder(customer).build())
                .receivable(Receivable.invoice(
                                "F-" + customer,
                                LocalDate.of(2026, 1, 10),
                                LocalDate.of(2026, 1, 31),
                                Money.parse("EUR 1250.00"))
                        .build());
    }

    @Test
    void a_balance_from_columns_is_the_report_of_the_ledgers() {
        List<AccountLedger> ledgers = ledgers();
        // shown in docs/guide/figures.md
        PortfolioAging.Builder builder = PortfolioAging.builder(AgingOptions.standard());
        for (AccountLedger ledger : ledgers) {
            builder.add(ledger); // read once, not kept
        }
        PortfolioAging portfolio = builder.build();
        SortedMap<LocalDate, AgingReport> ends = portfolio.monthEnds(JANUARY, MARCH);
        // until here
        ends.forEach((date, report) -> assertThat(report.rows())
                .isEqualTo(
                        AgingReport.of(ledgers, date, AgingOptions.standard()).rows()));
        assertThat(ends.get(END_OF_MARCH).row(CurrencyUnit.EUR).orElseThrow().gross())
                .isEqualTo(Money.parse("EUR 1250.00"));
    }

    @Test
    void whoever_owes_more_than_three_months_ago_is_found_without_a_report_for_each() {
        PortfolioAging portfolio = PortfolioAging.of(ledgers(), AgingOptions.standard());
        Map<AccountId, Long> worse = new HashMap<>();
        // shown in docs/guide/figures.md
        portfolio.perCustomer(JANUARY, MARCH, customer -> {
            int last = customer.dates().size() - 1;
            for (AgingSeries series : customer.series()) { // one for each currency
                long late = 0;
                for (int column = 1; column < series.columns(); column++) { // column 0 is what is not due
                    late += series.amount(last, column) - series.amount(0, column);
                }
                if (late > 0) {
                    worse.put(customer.account(), late); // in minor units
                }
            }
        });
        // until here
        assertThat(worse).isEqualTo(Map.of(AccountId.of("atelier", "C-1"), 125_000L));
    }

    @Test
    void count_back_is_that_of_all_indicators() {
        List<AccountLedger> ledgers = ledgers();
        Map<AccountId, DsoSeries> ofCustomers = new HashMap<>();
        // shown in docs/guide/figures.md
        CountBackDso.Builder counting = CountBackDso.builder(IndicatorOptions.standard())
                .monthEnds(JANUARY, MARCH)
                .perCustomer(ofCustomers::put); // called while ledgers are added
        ledgers.forEach(counting::add);
        DsoSeries euros = counting.build().series(CurrencyUnit.EUR).orElseThrow();
        System.out.println(euros.days().get(END_OF_MARCH));
        // until here
        PortfolioIndicators indicators = PortfolioIndicators.of(ledgers, END_OF_MARCH, IndicatorOptions.standard());
        assertThat(indicators
                        .figures(END_OF_MARCH, CurrencyUnit.EUR)
                        .orElseThrow()
                        .dso(DsoMethod.COUNT_BACK))
                .contains(euros.days().get(END_OF_MARCH));
        assertThat(ofCustomers).hasSize(2);
    }
}
