package io.relance.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.aging.DueDates;
import io.relance.aging.ItemFlag;
import io.relance.aging.ItemFlags;
import io.relance.money.ExchangeRates;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.time.BusinessCalendar;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PortfolioIndicatorsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
    private static final IndicatorOptions STANDARD = IndicatorOptions.standard();

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private static IndicatorFigures figures(Books books) {
        return figures(books, STANDARD);
    }

    private static IndicatorFigures figures(Books books, IndicatorOptions options) {
        return PortfolioIndicators.of(List.of(books.ledger()), DAY, options)
                .figures(DAY, CurrencyUnit.EUR)
                .orElseThrow();
    }

    private static String cents(Optional<BigDecimal> value) {
        return value.orElseThrow().setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    /** Three months of books with a payment in part, a credit note left over, and a payment after the day. */
    private static Books example() {
        return Books.of("C")
                // issued before the period, due in it
                .invoice("F0", "2025-12-31", "2026-01-31", "EUR 200000")
                .paid("P0", "2026-02-10", "EUR 200000", "F0")
                .invoice("F1", "2026-01-01", "2026-03-01", "EUR 120000")
                .paid("P1", "2026-03-01", "EUR 60000", "F1")
                .invoice("F2", "2026-02-28", "2026-03-30", "EUR 90000")
                .match("P2", "F2", "EUR 50000")
                .payment("P2", "2026-03-15", "EUR 50000")
                .invoice("F3", "2026-03-31", "2026-04-30", "EUR 150000")
                .creditNote("A1", "2026-03-05", "EUR 50000")
                .match("P3", "F3", "EUR 0.01")
                .payment("P3", "2026-04-01", "EUR 0.01");
    }

    @Test
    void the_vector_of_the_specification_comes_out_of_books_with_its_figures() {
        // R 250 000 (not due 150 000), sales of March 100 000, February 90 000, January 120 000, R0 200 000
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F0", "2025-12-31", "2026-01-31", "EUR 200000")
                .paid("P0", "2026-02-10", "EUR 200000", "F0")
                .invoice("F1", "2026-01-01", "2026-03-01", "EUR 120000")
                .paid("P1", "2026-03-01", "EUR 20000", "F1")
                .invoice("F2", "2026-02-28", "2026-04-01", "EUR 90000")
                .payment("P2", "2026-03-15", "EUR 40000")
                .match("P2", "F2", "EUR 40000")
                .invoice("F3", "2026-03-31", "2026-03-31", "EUR 150000")
                .credited("A3", "2026-03-05", "EUR 50000", "F3")
                .invoice("F9", "2026-04-01", "2026-04-30", "EUR 999"));

        assertThat(figures.receivables()).isEqualTo(eur("250000"));
        assertThat(figures.notDue()).isEqualTo(eur("150000"));
        assertThat(figures.overdue()).isEqualTo(eur("100000"));
        assertThat(figures.openingReceivables()).isEqualTo(eur("200000"));
        assertThat(figures.sales()).isEqualTo(eur("310000"));
        assertThat(figures.monthlySales())
                .containsExactly(
                        new MonthSales(YearMonth.of(2026, 3), 31, eur("100000")),
                        new MonthSales(YearMonth.of(2026, 2), 28, eur("90000")),
                        new MonthSales(YearMonth.of(2026, 1), 31, eur("120000")),
                        new MonthSales(YearMonth.of(2025, 12), 31, eur("200000")));
        Indicators indicators = figures.indicators();
        assertThat(cents(indicators.dsoSimple())).isEqualTo("72.58");
        assertThat(cents(Optional.of(indicators.dsoCountBack()))).isEqualTo("74.50");
        assertThat(indicators.dsoCountBackIsLowerBound()).isFalse();
        assertThat(cents(indicators.bestPossibleDso())).isEqualTo("43.55");
        assertThat(cents(indicators.averageDaysDelinquent())).isEqualTo("29.03");
        assertThat(cents(indicators.cei())).isEqualTo("72.22");
        assertThat(cents(indicators.overdueRate())).isEqualTo("0.40");
        // due in the period: F0, F1 and F3, of 200 000 + 120 000 + 100 000
        assertThat(indicators.recoveryRate()).isEqualTo(Ratios.of(220, 420));
        assertThat(indicators.onTimeRateByCount().orElseThrow()).isZero();
        assertThat(indicators.onTimeRateByAmount().orElseThrow()).isZero();
        assertThat(cents(indicators.meanPaymentDelayDays())).isEqualTo("10.00");
        // (10 x 200 000 + 0 x 20 000 - 17 x 40 000) / 260 000
        assertThat(indicators.meanCashDelayDays()).isEqualTo(Ratios.of(1320, 260));
        // (200 + 310 / 3 - 250) / (200 + 310 / 3 - 150)
        assertThat(figures.ceiAverageMonth(3)).isEqualTo(Ratios.of(160 * 100, 460));
        assertThat(figures.date()).isEqualTo(DAY);
        assertThat(indicators.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(figures)
                .hasToString("receivables of EUR 250000.00 on 2026-03-31, sales of EUR 310000.00 in 90 days");
    }

    @Test
    void credit_covers_what_is_overdue_first_and_what_it_leaves_adds_up() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2026-01-01", "2026-03-01", "EUR 100", b -> b.doubtful(true))
                .invoice("F2", "2026-01-01", "2026-03-02", "EUR 100")
                .invoice("F3", "2026-01-01", "2026-04-30", "EUR 100")
                .payment("P", "2026-03-20", "EUR 130"));

        assertThat(figures.receivables()).isEqualTo(eur("170"));
        assertThat(figures.overdue()).isEqualTo(eur("70"));
        assertThat(figures.notDue()).isEqualTo(eur("100"));
        assertThat(figures.amountOf(Set.of(ItemFlag.DOUBTFUL))).isEqualTo(eur("0"));
    }

    @Test
    void one_customer_s_credit_covers_nothing_of_another_s_and_nothing_in_another_currency() {
        PortfolioIndicators portfolio = PortfolioIndicators.of(
                Stream.of(
                        Books.of("A")
                                .invoice("F1", "2026-01-01", "2026-03-01", "EUR 100")
                                .payment("P1", "2026-01-01", "USD 5")
                                .ledger(),
                        Books.of("B").payment("P2", "2026-01-01", "EUR 30").ledger(),
                        Books.of("C")
                                .invoice("F3", "2026-01-01", "2026-03-01", "EUR 10")
                                .payment("P3", "2026-01-01", "EUR 30")
                                .ledger()),
                DAY,
                STANDARD);

        IndicatorFigures eur = portfolio.figures(DAY, CurrencyUnit.EUR).orElseThrow();
        assertThat(eur.receivables()).isEqualTo(eur("100"));
        assertThat(portfolio.figures(DAY))
                .extracting(IndicatorFigures::currency)
                .containsExactly(CurrencyUnit.EUR, CurrencyUnit.USD);
        assertThat(portfolio
                        .figures(DAY, CurrencyUnit.USD)
                        .orElseThrow()
                        .receivables()
                        .isZero())
                .isTrue();
        assertThat(portfolio.figures(DAY, CurrencyUnit.JPY)).isEmpty();
    }

    @Test
    void the_opening_receivables_are_net_of_credit_but_not_below_zero_per_customer() {
        PortfolioIndicators portfolio = PortfolioIndicators.of(
                List.of(
                        Books.of("A")
                                .invoice("F1", "2025-12-01", "2026-03-01", "EUR 100")
                                .ledger(),
                        Books.of("B").payment("P2", "2025-12-01", "EUR 30").ledger(),
                        Books.of("C")
                                .invoice("F3", "2025-12-01", "2026-03-01", "EUR 50")
                                .payment("P3", "2025-12-31", "EUR 20")
                                .payment("P4", "2026-01-01", "EUR 20")
                                .ledger()),
                DAY,
                STANDARD);

        assertThat(portfolio.figures(DAY, CurrencyUnit.EUR).orElseThrow().openingReceivables())
                .isEqualTo(eur("130"));
    }

    @Test
    void the_window_of_sales_begins_the_day_after_the_day_n_days_back() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2025-12-31", "2026-03-01", "EUR 1")
                .invoice("F2", "2026-01-01", "2026-03-01", "EUR 20")
                .invoice("F3", "2026-03-31", "2026-03-31", "EUR 300")
                .creditNote("A0", "2025-12-31", "EUR 0.50")
                .creditNote("A1", "2026-01-01", "EUR 10")
                .creditNote("A2", "2026-04-01", "EUR 3"));

        assertThat(figures.sales()).isEqualTo(eur("310"));
        assertThat(figures(
                                Books.of("C")
                                        .invoice("F1", "2026-03-30", "2026-03-31", "EUR 1")
                                        .invoice("F2", "2026-03-31", "2026-03-31", "EUR 20"),
                                IndicatorOptions.builder().periodDays(1).build())
                        .sales())
                .isEqualTo(eur("20"));
    }

    @Test
    void cash_sales_and_claims_are_no_sales_and_write_offs_lower_none() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2026-03-01", "2026-03-01", "EUR 1", b -> b.cashSale(true))
                .invoice("F2", "2026-03-01", "2026-03-01", "EUR 20", b -> b.kind(Receivable.Kind.CLAIM))
                .invoice("F3", "2026-03-01", "2026-03-01", "EUR 300", b -> b.kind(Receivable.Kind.INSTALMENT))
                .invoice("F4", "2026-03-01", "2026-03-01", "EUR 4000")
                .writtenOff("W1", "2025-12-31", "EUR 1000", "F4")
                .writtenOff("W2", "2026-03-31", "EUR 500", "F4")
                .writtenOff("W3", "2026-04-01", "EUR 7", "F4"));

        assertThat(figures.sales()).isEqualTo(eur("4300"));
        assertThat(figures.receivables()).isEqualTo(eur("2821"));
        // The first one is dated before the invoice: it takes effect with it.
        assertThat(figures.writeOffs()).isEqualTo(eur("1500"));
    }

    @Test
    void a_day_inside_a_month_makes_that_month_partial() {
        LocalDate inside = LocalDate.of(2026, 3, 10);
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-02-10", "2026-04-01", "EUR 280")
                .invoice("F2", "2026-03-10", "2026-04-01", "EUR 100")
                .invoice("F3", "2026-03-11", "2026-04-01", "EUR 500")
                .paid("P", "2026-03-01", "EUR 140", "F1")
                .ledger();
        IndicatorFigures figures = PortfolioIndicators.of(List.of(ledger), inside, STANDARD)
                .figures(inside, CurrencyUnit.EUR)
                .orElseThrow();

        // 10 + 140 / 280 x 28
        assertThat(figures.dso(DsoMethod.COUNT_BACK).orElseThrow().days()).isEqualByComparingTo("24");
    }

    @Test
    void sales_known_only_since_a_day_end_count_back_with_a_lower_bound() {
        Books books = Books.of("C")
                .invoice("F1", "2025-11-10", "2026-04-01", "EUR 100")
                .invoice("F2", "2026-02-20", "2026-04-01", "EUR 10")
                .invoice("F3", "2026-03-11", "2026-04-01", "EUR 10");

        assertThat(figures(books).dso(DsoMethod.COUNT_BACK).orElseThrow())
                .isEqualTo(new DsoDays(new BigDecimal(31 + 28 + 31 + 31 + 30), false));
        assertThat(figures(
                                books,
                                IndicatorOptions.builder()
                                        .salesKnownSince(LocalDate.of(2026, 2, 1))
                                        .build())
                        .dso(DsoMethod.COUNT_BACK)
                        .orElseThrow())
                .isEqualTo(new DsoDays(new BigDecimal(31 + 28), true));
        assertThat(figures(
                                books,
                                IndicatorOptions.builder()
                                        .salesKnownSince(LocalDate.of(2026, 2, 2))
                                        .build())
                        .dso(DsoMethod.COUNT_BACK)
                        .orElseThrow())
                .isEqualTo(new DsoDays(new BigDecimal(31), true));
    }

    @Test
    void without_sales_there_are_receivables_and_no_dso() {
        IndicatorFigures figures = figures(
                Books.of("C").invoice("F1", "2026-03-01", "2026-03-01", "EUR 20", b -> b.kind(Receivable.Kind.CLAIM)));

        assertThat(figures.dso(DsoMethod.SIMPLE)).isEmpty();
        assertThat(figures.dso(DsoMethod.BEST_POSSIBLE)).isEmpty();
        assertThat(figures.averageDaysDelinquent()).isEmpty();
        assertThat(figures.dso(DsoMethod.COUNT_BACK)).contains(new DsoDays(BigDecimal.ZERO, true));
        assertThat(figures.meanPaymentDelayDays()).isEmpty();
        assertThat(figures.meanCashDelayDays()).isEmpty();
        assertThat(figures.onTimeRateByCount()).isEmpty();
        assertThat(figures.onTimeRateByAmount()).isEmpty();
        assertThat(figures.recoveryRate()).isEmpty();
        assertThat(figures.recoveryRateAtDueDate()).isEmpty();
    }

    @Test
    void nothing_receivable_has_no_overdue_rate() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2026-03-01", "2026-03-11", "EUR 20")
                .paid("P", "2026-03-02", "EUR 20", "F1"));

        assertThat(figures.overdueRate()).isEmpty();
        assertThat(figures.dso(DsoMethod.SIMPLE).orElseThrow().days()).isZero();
        assertThat(figures.dso(DsoMethod.COUNT_BACK)).contains(new DsoDays(BigDecimal.ZERO, false));
        assertThat(figures.dso(DsoMethod.BEST_POSSIBLE).orElseThrow().days()).isZero();
    }

    @Test
    void what_is_set_apart_has_its_amount_and_a_dso_without_it() {
        Books books = Books.of("C")
                .invoice("F1", "2026-03-01", "2026-03-11", "EUR 1", b -> b.litigationFrom(DAY))
                .invoice("F2", "2026-03-01", "2026-03-12", "EUR 20", b -> b.insolvencyFrom(DAY))
                .invoice("F3", "2026-03-01", "2026-04-30", "EUR 300", b -> b.doubtful(true))
                .invoice("F4", "2026-03-01", "2026-04-30", "EUR 4000", b -> b.assignedFrom(DAY))
                .invoice("F5", "2026-03-01", "2026-04-30", "EUR 50000", b -> b.disputedFrom(DAY))
                .invoice(
                        "F6",
                        "2026-03-01",
                        "2026-04-30",
                        "EUR 600000",
                        b -> b.assignedFrom(DAY).doubtful(true));
        IndicatorFigures figures = figures(books);

        assertThat(figures.receivables()).isEqualTo(eur("654321"));
        assertThat(figures.amountOf(Set.of(ItemFlag.IN_LITIGATION))).isEqualTo(eur("1"));
        assertThat(figures.amountOf(Set.of(ItemFlag.INSOLVENT))).isEqualTo(eur("20"));
        assertThat(figures.amountOf(Set.of(ItemFlag.DOUBTFUL))).isEqualTo(eur("600300"));
        assertThat(figures.amountOf(Set.of(ItemFlag.ASSIGNED))).isEqualTo(eur("604000"));
        assertThat(figures.amountOf(IndicatorFigures.SET_APART)).isEqualTo(eur("604321"));
        // disputed items are always in
        assertThat(figures.receivablesWithout(IndicatorFigures.SET_APART)).isEqualTo(eur("50000"));
        assertThat(figures.dsoWithout(DsoMethod.SIMPLE, IndicatorFigures.SET_APART)
                        .orElseThrow()
                        .days())
                .isEqualByComparingTo(
                        Ratios.scaled(eur("50000"), eur("654321"), 90).orElseThrow());
        assertThat(figures.dsoWithout(DsoMethod.BEST_POSSIBLE, Set.of(ItemFlag.DOUBTFUL))
                        .orElseThrow()
                        .days())
                .isEqualByComparingTo(
                        Ratios.scaled(eur("54000"), eur("654321"), 90).orElseThrow());
        assertThat(figures.dsoWithout(DsoMethod.COUNT_BACK, IndicatorFigures.SET_APART)
                        .orElseThrow()
                        .days())
                .isEqualByComparingTo(
                        Ratios.scaled(eur("50000"), eur("654321"), 31).orElseThrow());
    }

    @Test
    void flags_may_come_from_elsewhere() {
        IndicatorOptions options = IndicatorOptions.builder()
                .flags((account, item, date) -> new ItemFlags(eur("0"), Set.of(ItemFlag.ON_PLAN)))
                .build();

        assertThat(figures(Books.of("C").invoice("F1", "2026-03-01", "2026-03-11", "EUR 5"), options)
                        .amountOf(Set.of(ItemFlag.ON_PLAN)))
                .isEqualTo(eur("5"));
    }

    @Test
    void mean_payment_delay_counts_invoices_settled_in_the_period_less_their_credit_notes() {
        IndicatorFigures figures = figures(Books.of("C")
                // settled before the period
                .invoice("F1", "2025-11-01", "2025-11-30", "EUR 1000")
                .paid("P1", "2025-12-31", "EUR 1000", "F1")
                // 32 days late, 100 - 60 of credit note
                .invoice("F2", "2025-11-01", "2025-11-30", "EUR 100")
                .credited("A2", "2025-12-01", "EUR 60", "F2")
                .paid("P2", "2026-01-01", "EUR 40", "F2")
                // 10 days early
                .invoice("F3", "2026-03-01", "2026-04-10", "EUR 20")
                .paid("P3", "2026-03-31", "EUR 20", "F3")
                // not settled: not counted
                .invoice("F4", "2026-01-01", "2026-01-02", "EUR 500")
                .paid("P4", "2026-03-01", "EUR 499", "F4")
                // a claim is no invoice
                .invoice("F5", "2026-01-01", "2026-01-02", "EUR 40", b -> b.kind(Receivable.Kind.CLAIM))
                .paid("P5", "2026-03-01", "EUR 40", "F5"));

        // (32 x 40 - 10 x 20) / 60
        assertThat(figures.meanPaymentDelayDays().orElseThrow()).isEqualByComparingTo("18");
    }

    @Test
    void mean_cash_delay_counts_every_payment_of_the_period_also_on_open_invoices() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2025-12-01", "2026-01-10", "EUR 100")
                .paid("P0", "2025-12-31", "EUR 30", "F1")
                .paid("P1", "2026-01-01", "EUR 10", "F1")
                .paid("P2", "2026-01-20", "EUR 40", "F1")
                .credited("A1", "2026-02-01", "EUR 5", "F1")
                .paid("P3", "2026-04-01", "EUR 15", "F1"));

        // (-9 x 10 + 10 x 40) / 50
        assertThat(figures.meanCashDelayDays().orElseThrow()).isEqualByComparingTo("6.2");
    }

    @Test
    void a_reversed_payment_was_never_money() {
        Books books = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-01-31", "EUR 100")
                .paid("P1", "2026-01-30", "EUR 100", "F1")
                .reversed("P1", "F1", "EUR 70", "2026-02-05")
                .paid("P2", "2026-02-20", "EUR 70", "F1");

        IndicatorFigures figures = figures(books);
        // (-1 x 30 + 20 x 70) / 100
        assertThat(figures.meanCashDelayDays().orElseThrow()).isEqualByComparingTo("13.7");
        assertThat(figures.meanPaymentDelayDays().orElseThrow()).isEqualByComparingTo("20");
        assertThat(figures.recoveryRate().orElseThrow()).isEqualByComparingTo("1");
        assertThat(figures.recoveryRateAtDueDate().orElseThrow()).isEqualByComparingTo("0.3");

        LocalDate before = LocalDate.of(2026, 2, 4);
        assertThat(PortfolioIndicators.of(List.of(books.ledger()), before, STANDARD)
                        .figures(before, CurrencyUnit.EUR)
                        .orElseThrow()
                        .recoveryRateAtDueDate()
                        .orElseThrow())
                .isEqualByComparingTo("1");
    }

    @Test
    void a_reversal_takes_back_the_newest_application_of_its_own_payment() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2026-01-01", "2026-01-31", "EUR 100")
                .payment("P1", "2026-01-11", "EUR 60")
                .match("P1", "F1", "EUR 40")
                .match("P1", "F1", "EUR 20")
                .paid("P2", "2026-01-21", "EUR 40", "F1")
                .credited("A1", "2026-01-12", "EUR 5", "F1")
                .reversed("P1", "F1", "EUR 25", "2026-01-11"));

        // (-20 x 35 - 10 x 40) / 75
        assertThat(figures.meanCashDelayDays().orElseThrow())
                .isEqualByComparingTo(Ratios.of(-1100, 75).orElseThrow());
    }

    @Test
    void on_time_counts_invoices_due_in_the_period() {
        Books books = Books.of("C")
                // due before the period and after the day
                .invoice("F1", "2025-11-01", "2025-12-31", "EUR 1")
                .invoice("F2", "2026-03-01", "2026-04-01", "EUR 1")
                .paid("P2", "2026-03-02", "EUR 1", "F2")
                // on its due date, net of a credit note
                .invoice("F3", "2025-12-01", "2026-01-01", "EUR 100")
                .credited("A3", "2025-12-02", "EUR 40", "F3")
                .paid("P3", "2026-01-01", "EUR 60", "F3")
                // prepaid
                .payment("P4", "2025-12-01", "EUR 20")
                .invoice("F4", "2026-02-02", "2026-02-01", "EUR 20")
                .match("P4", "F4", "EUR 20")
                // a day late
                .invoice("F5", "2026-02-01", "2026-02-10", "EUR 300")
                .paid("P5", "2026-02-11", "EUR 300", "F5")
                // cancelled, and nothing to pay: left out
                .invoice("F6", "2026-02-01", "2026-02-10", "EUR 5000")
                .credited("A6", "2026-02-05", "EUR 5000", "F6")
                .invoice("F7", "2026-02-01", "2026-02-10", "EUR 0")
                // written off: not on time
                .invoice("F8", "2026-02-01", "2026-02-10", "EUR 20")
                .paid("P8", "2026-02-02", "EUR 10", "F8")
                .writtenOff("W8", "2026-02-03", "EUR 10", "F8")
                // open on its due date, the day itself
                .invoice("F9", "2026-02-01", "2026-03-31", "EUR 100");

        IndicatorFigures figures = figures(books);
        assertThat(figures.onTimeRateByCount()).isEqualTo(Ratios.of(2, 5));
        // (60 + 20) / (60 + 20 + 300 + 20 + 100)
        assertThat(figures.onTimeRateByAmount()).isEqualTo(Ratios.of(80, 500));
        IndicatorFigures grace =
                figures(books, IndicatorOptions.builder().onTimeGrace(1).build());
        assertThat(grace.onTimeRateByCount()).isEqualTo(Ratios.of(3, 5));
        assertThat(grace.onTimeRateByAmount()).isEqualTo(Ratios.of(380, 500));
    }

    @Test
    void recovery_is_payments_only_and_never_write_offs() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F0", "2025-11-01", "2025-12-31", "EUR 1000")
                .paid("P0", "2026-01-10", "EUR 1000", "F0")
                .invoice("F1", "2025-12-01", "2026-01-01", "EUR 100")
                .credited("A1", "2026-01-02", "EUR 20", "F1")
                .paid("P1", "2026-01-01", "EUR 30", "F1")
                .paid("P2", "2026-01-02", "EUR 10", "F1")
                .writtenOff("W1", "2026-03-01", "EUR 40", "F1")
                .invoice("F2", "2026-03-01", "2026-03-31", "EUR 120")
                .paid("P3", "2026-04-01", "EUR 120", "F2"));

        assertThat(figures.recoveryRate()).isEqualTo(Ratios.of(40, 200));
        assertThat(figures.recoveryRateAtDueDate()).isEqualTo(Ratios.of(30, 200));
    }

    @Test
    void an_invoice_whose_day_of_payment_is_unknown_counts_in_recovery_alone() {
        IndicatorFigures figures = figures(Books.of("C")
                .invoice("F1", "2026-01-01", "2026-02-01", "EUR 100")
                .paidSometimeBy("P1", "2026-03-31", "EUR 100", "F1")
                .invoice("F2", "2026-01-01", "2026-02-01", "EUR 50")
                .paid("P2", "2026-02-01", "EUR 50", "F2"));

        assertThat(figures.recoveryRate().orElseThrow()).isEqualByComparingTo("1");
        assertThat(figures.recoveryRateAtDueDate().orElseThrow()).isEqualByComparingTo("1");
        assertThat(figures.meanPaymentDelayDays().orElseThrow()).isZero();
        assertThat(figures.meanCashDelayDays().orElseThrow()).isZero();
        assertThat(figures.onTimeRateByCount().orElseThrow()).isEqualByComparingTo("1");
    }

    @Test
    void the_tolerance_decides_when_an_invoice_is_settled_and_leaves_the_residual_in() {
        IndicatorOptions options = IndicatorOptions.builder()
                .tolerance(new Tolerance(BigDecimal.ONE))
                .build();
        IndicatorFigures figures = figures(
                Books.of("C")
                        .invoice("F1", "2026-01-01", "2026-02-01", "EUR 100")
                        .paid("P1", "2026-02-01", "EUR 99", "F1"),
                options);

        assertThat(figures.onTimeRateByCount().orElseThrow()).isEqualByComparingTo("1");
        assertThat(figures.receivables()).isEqualTo(eur("1"));
    }

    @Test
    void a_rolled_due_date_moves_what_is_late_and_every_delay() {
        // 2026-03-28 is a Saturday
        Books books = Books.of("C")
                .invoice("F1", "2026-03-01", "2026-03-28", "EUR 100")
                .paid("P1", "2026-03-30", "EUR 40", "F1")
                .invoice("F2", "2026-03-01", "2026-03-28", "EUR 10")
                .paid("P2", "2026-03-30", "EUR 10", "F2");
        IndicatorOptions rolling = IndicatorOptions.builder()
                .dueDates(new DueDates(DayRoll.FOLLOWING, BusinessCalendar.weekendsOnly()))
                .build();

        assertThat(figures(books).meanCashDelayDays().orElseThrow()).isEqualByComparingTo("2");
        assertThat(figures(books, rolling).meanCashDelayDays().orElseThrow()).isZero();
        assertThat(figures(books).onTimeRateByCount().orElseThrow()).isZero();
        assertThat(figures(books, rolling).onTimeRateByCount()).isEqualTo(Ratios.of(1, 2));
        LocalDate monday = LocalDate.of(2026, 3, 30);
        assertThat(PortfolioIndicators.of(List.of(books.ledger()), monday, rolling)
                        .figures(monday, CurrencyUnit.EUR)
                        .orElseThrow()
                        .overdue())
                .isEqualTo(eur("0"));
    }

    @Test
    void a_monthly_series_is_drawn_from_today_s_books_for_every_month_end() {
        PortfolioIndicators portfolio = PortfolioIndicators.builder(STANDARD)
                .monthEnds(YearMonth.of(2025, 12), YearMonth.of(2026, 3))
                .perCustomer()
                .add(example().ledger())
                .add(Books.of("D")
                        .invoice("G1", "2026-02-10", "2026-03-10", "EUR 7")
                        .ledger())
                .build();

        assertThat(portfolio.series(CurrencyUnit.EUR))
                .hasEntrySatisfying(
                        LocalDate.of(2025, 12, 31),
                        f -> assertThat(f.receivables()).isEqualTo(eur("200000")))
                .hasEntrySatisfying(
                        LocalDate.of(2026, 1, 31),
                        f -> assertThat(f.receivables()).isEqualTo(eur("320000")))
                .hasEntrySatisfying(
                        LocalDate.of(2026, 2, 28),
                        f -> assertThat(f.receivables()).isEqualTo(eur("210007")))
                .hasEntrySatisfying(
                        LocalDate.of(2026, 3, 31),
                        f -> assertThat(f.receivables()).isEqualTo(eur("200007")))
                .hasSize(4);
        assertThat(portfolio.accounts()).containsExactly(AccountId.of("acme", "C"), AccountId.of("acme", "D"));
        assertThat(portfolio.series(CurrencyUnit.EUR, AccountId.of("acme", "D")).keySet())
                .containsExactly(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 31));
        assertThat(portfolio.series(CurrencyUnit.EUR, AccountId.of("acme", "X")))
                .isEmpty();
        assertThat(portfolio.figures(DAY, AccountId.of("acme", "C")).get(0).receivables())
                .isEqualTo(eur("200000"));
        assertThat(portfolio.figures(DAY, AccountId.of("acme", "X"))).isEmpty();
        assertThat(portfolio.series(CurrencyUnit.USD)).isEmpty();
    }

    @Test
    void a_series_is_asked_for_before_the_first_ledger_and_forwards() {
        PortfolioIndicators.Builder builder = PortfolioIndicators.builder(STANDARD)
                .days(List.of(DAY, DAY))
                .add(example().ledger());

        assertThatThrownBy(() -> builder.day(DAY.plusDays(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("days are named before the first ledger is added: 2026-04-01");
        assertThatThrownBy(() ->
                        PortfolioIndicators.builder(STANDARD).monthEnds(YearMonth.of(2026, 2), YearMonth.of(2026, 1)))
                .hasMessage("a series cannot end in 2026-01 when it begins in 2026-02");
        PortfolioIndicators portfolio = builder.build();
        assertThatThrownBy(() -> portfolio.figures(DAY.plusDays(1)))
                .hasMessage("2026-04-01 was not asked for; the days are [2026-03-31]");
        assertThat(portfolio.accounts()).isEmpty();
    }

    @Test
    void a_result_does_not_change_when_its_builder_goes_on() {
        PortfolioIndicators.Builder builder =
                PortfolioIndicators.builder(STANDARD).day(DAY).add(example().ledger());
        PortfolioIndicators first = builder.build();
        builder.add(
                Books.of("D").invoice("G1", "2026-02-10", "2026-03-10", "EUR 7").ledger());

        assertThat(first.figures(DAY, CurrencyUnit.EUR).orElseThrow().receivables())
                .isEqualTo(eur("200000"));
    }

    @Test
    void the_newest_document_s_recording_is_carried() {
        Instant older = Instant.parse("2026-03-30T10:00:00Z");
        Instant newer = Instant.parse("2026-03-31T10:00:00Z");
        List<AccountLedger> ledgers = List.of(
                Books.of("A").ledger().toBuilder().recordedUpTo(newer).build(),
                Books.of("B").ledger().toBuilder().recordedUpTo(older).build(),
                Books.of("C").ledger());

        assertThat(PortfolioIndicators.of(ledgers, DAY, STANDARD).recordedUpTo())
                .contains(newer);
        assertThat(PortfolioIndicators.of(List.of(), DAY, STANDARD).recordedUpTo())
                .isEmpty();
    }

    @Test
    void in_a_reporting_currency_every_sum_is_converted_at_the_rate_of_the_day() {
        LocalDate friday = LocalDate.of(2026, 3, 27);
        ExchangeRates rates = ExchangeRates.builder()
                .rate(CurrencyUnit.JPY, CurrencyUnit.EUR, friday, new BigDecimal("0.0055"))
                .build();
        PortfolioIndicators portfolio = PortfolioIndicators.of(
                List.of(
                        Books.of("A")
                                .invoice("F1", "2026-02-01", "2026-04-30", "EUR 100")
                                .invoice("F2", "2026-01-05", "2026-02-04", "EUR 45")
                                .paid("P2", "2026-02-24", "EUR 45", "F2")
                                .ledger(),
                        Books.of("B")
                                .invoice("G1", "2026-03-01", "2026-03-30", "JPY 10000")
                                .invoice("G2", "2026-01-05", "2026-02-04", "JPY 1000")
                                .paid("Q2", "2026-02-04", "JPY 1000", "G2")
                                .ledger()),
                DAY,
                STANDARD);

        ConvertedFigures converted = ConvertedFigures.of(portfolio.figures(DAY), CurrencyUnit.EUR, rates);
        IndicatorFigures figures = converted.figures();
        assertThat(figures.receivables()).isEqualTo(eur("155"));
        assertThat(figures.overdue()).isEqualTo(eur("55"));
        assertThat(figures.sales()).isEqualTo(eur("205.50"));
        assertThat(figures.monthlySales())
                .extracting(MonthSales::sales)
                .containsExactly(eur("55"), eur("100"), eur("50.50"));
        // (20 x 45 + 0 x 5.50) / 50.50
        assertThat(figures.meanPaymentDelayDays().orElseThrow())
                .isEqualByComparingTo(Ratios.of(900_00, 50_50).orElseThrow());
        // of F2, G1, G2 the last one was on time: 5.50 / (45 + 55 + 5.50)
        assertThat(figures.onTimeRateByCount()).isEqualTo(Ratios.of(1, 3));
        assertThat(figures.onTimeRateByAmount()).isEqualTo(Ratios.of(5_50, 105_50));
        assertThat(figures.recoveryRate()).isEqualTo(Ratios.of(50_50, 105_50));
        assertThat(converted.rates())
                .extracting(ExchangeRates.DatedRate::toString)
                .containsExactly("1 JPY = 0.0055 EUR (2026-03-27)");
    }

    @Test
    void figures_of_several_days_or_none_are_not_converted() {
        PortfolioIndicators portfolio = PortfolioIndicators.builder(STANDARD)
                .days(List.of(DAY, DAY.plusDays(1)))
                .add(example().ledger())
                .build();
        List<IndicatorFigures> mixed = List.of(
                portfolio.figures(DAY).get(0),
                portfolio.figures(DAY.plusDays(1)).get(0));
        ExchangeRates none = ExchangeRates.builder().build();

        assertThatThrownBy(() -> ConvertedFigures.of(mixed, CurrencyUnit.EUR, none))
                .hasMessage("figures of 2026-03-31 and 2026-04-01 cannot be added up");
        assertThatThrownBy(() -> ConvertedFigures.of(List.of(), CurrencyUnit.EUR, none))
                .hasMessage("no figures to convert to EUR");
    }

    @Test
    void options_are_checked_and_survive_their_builder() {
        IndicatorOptions options = IndicatorOptions.builder()
                .periodDays(30)
                .tolerance(new Tolerance(BigDecimal.ONE))
                .flags((account, item, date) -> ItemFlags.none(CurrencyUnit.EUR))
                .dueDates(new DueDates(DayRoll.FOLLOWING, BusinessCalendar.weekendsOnly()))
                .onTimeGrace(2)
                .carryBackCreditNotes(true)
                .salesKnownSince(DAY)
                .build();

        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
        assertThat(STANDARD.periodDays()).isEqualTo(90);
        assertThat(STANDARD.toBuilder().build().salesKnownSince()).isEmpty();
        assertThatThrownBy(() -> IndicatorOptions.builder().periodDays(0))
                .hasMessage("a period has at least 1 day, but was given 0");
        assertThatThrownBy(() -> IndicatorOptions.builder().onTimeGrace(-1))
                .hasMessage("onTimeGrace is at least 0 days, but was -1");
    }

    @Test
    void negative_months_are_carried_back_when_asked_for() {
        Books books = Books.of("C")
                .invoice("F1", "2026-01-10", "2026-04-01", "EUR 120")
                .credited("A1", "2026-02-10", "EUR 40", "F1");

        // 31 + 28 + 80 / 120 x 31, or 80 / 80
        assertThat(figures(books).dso(DsoMethod.COUNT_BACK).orElseThrow().days())
                .isEqualByComparingTo(new BigDecimal(59)
                        .add(Ratios.scaled(eur("80"), eur("120"), 31).orElseThrow(), Ratios.CONTEXT));
        assertThat(figures(
                                books,
                                IndicatorOptions.builder()
                                        .carryBackCreditNotes(true)
                                        .build())
                        .dso(DsoMethod.COUNT_BACK)
                        .orElseThrow()
                        .days())
                .isEqualByComparingTo("90");
    }
}
