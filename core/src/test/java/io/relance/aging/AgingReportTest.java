package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Books;
import io.relance.money.ExchangeRates;
import io.relance.receivable.AccountLedger;
import io.relance.time.BusinessCalendar;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class AgingReportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);

    /** The worked example of the specification. */
    private static Books example() {
        return Books.of("C")
                .invoice("F1", "2025-12-01", "2026-04-15", "EUR 1000")
                .invoice("F2", "2025-12-01", "2026-03-31", "EUR 200")
                .invoice("F3", "2025-12-01", "2026-03-30", "EUR 300")
                .invoice("F4", "2025-12-01", "2026-03-01", "EUR 400")
                .invoice("F5", "2025-12-01", "2026-02-28", "EUR 500")
                .invoice("F6", "2025-12-01", "2026-01-30", "EUR 600")
                .invoice("F7", "2025-12-01", "2026-01-29", "EUR 700")
                .invoice("F8", "2025-12-01", "2025-12-31", "EUR 800")
                .invoice("F9", "2025-12-01", "2025-12-30", "EUR 900")
                .creditNote("A1", "2026-03-01", "EUR 50");
    }

    private static AgingRow eur(AgingReport report) {
        return report.row(CurrencyUnit.EUR).orElseThrow();
    }

    private static Money eur(String amount) {
        return Money.of(CurrencyUnit.EUR, new BigDecimal(amount));
    }

    private static List<Money> amounts(AgingRow row) {
        return Stream.concat(Stream.of(row.notDue()), row.buckets().stream())
                .map(AgingColumn::amount)
                .toList();
    }

    @Test
    void the_example_falls_into_its_buckets() {
        AgingRow row = eur(AgingReport.of(example().ledger(), DAY, AgingOptions.standard()));

        assertThat(amounts(row)).containsExactly(eur("1200"), eur("700"), eur("1100"), eur("1500"), eur("900"));
        assertThat(row.buckets()).extracting(AgingColumn::items).containsExactly(2L, 2L, 2L, 1L);
        assertThat(row.notDue().items()).isEqualTo(2);
        assertThat(row.gross()).isEqualTo(eur("5400"));
        assertThat(row.unallocatedCredit()).isEqualTo(eur("50"));
        assertThat(row.net()).isEqualTo(eur("5350"));
        assertThat(row.items()).isEqualTo(9);
    }

    @Test
    void columns_carry_their_bounds_and_labels() {
        AgingRow row = eur(AgingReport.of(example().ledger(), DAY, AgingOptions.standard()));

        assertThat(row.notDue().label()).isEqualTo("not due");
        assertThat(row.notDue().fromDays()).isEmpty();
        assertThat(row.notDue().toDays()).hasValue(0);
        assertThat(row.buckets()).extracting(AgingColumn::label).containsExactly("1-30", "31-60", "61-90", "> 90");
        assertThat(row.buckets().get(0).fromDays()).hasValue(1);
        assertThat(row.buckets().get(0).toDays()).hasValue(30);
        assertThat(row.buckets().get(3).fromDays()).hasValue(91);
        assertThat(row.buckets().get(3).toDays()).isEmpty();
    }

    @Test
    void by_invoice_date_everything_is_as_old_as_its_invoice() {
        AgingOptions options =
                AgingOptions.builder().basis(AgingBasis.INVOICE_DATE).build();
        AgingRow row = eur(AgingReport.of(
                Books.of("C")
                        .invoice("F1", "2026-03-31", "2026-01-01", "EUR 1")
                        .invoice("F2", "2026-03-30", "2026-04-30", "EUR 20")
                        .invoice("F3", "2026-03-01", "2026-04-30", "EUR 300")
                        .invoice("F4", "2026-02-28", "2026-04-30", "EUR 4000")
                        .ledger(),
                DAY,
                options));

        assertThat(amounts(row)).containsExactly(eur("1"), eur("320"), eur("4000"), eur("0"), eur("0"));
    }

    @Test
    void an_earlier_day_sees_neither_later_items_nor_later_payments() {
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-01-31", "EUR 100")
                .paid("P1", "2026-02-10", "EUR 40", "F1")
                .invoice("F2", "2026-02-15", "2026-03-15", "USD 7")
                .ledger();

        AgingReport before = AgingReport.of(ledger, LocalDate.of(2026, 2, 9), AgingOptions.standard());
        AgingReport after = AgingReport.of(ledger, LocalDate.of(2026, 2, 10), AgingOptions.standard());
        assertThat(before.rows()).extracting(AgingRow::currency).containsExactly(CurrencyUnit.EUR);
        assertThat(eur(before).gross()).isEqualTo(eur("100"));
        assertThat(eur(after).gross()).isEqualTo(eur("60"));
    }

    @Test
    void a_currency_in_which_everything_is_paid_keeps_its_row() {
        AgingReport report = AgingReport.of(
                Books.of("C")
                        .invoice("F1", "2026-01-01", "2026-01-31", "EUR 100")
                        .paid("P1", "2026-02-10", "EUR 100", "F1")
                        .ledger(),
                DAY,
                AgingOptions.standard());

        assertThat(eur(report).gross()).isEqualTo(eur("0"));
        assertThat(eur(report).items()).isZero();
        assertThat(eur(report).buckets()).hasSize(4);
    }

    @Test
    void an_account_with_nothing_but_credit_has_a_negative_net() {
        AgingReport report = AgingReport.of(
                Books.of("C").payment("P", "2026-01-01", "EUR 9.50").ledger(), DAY, AgingOptions.standard());

        assertThat(eur(report).gross()).isEqualTo(eur("0"));
        assertThat(eur(report).net()).isEqualTo(eur("-9.50"));
    }

    @Test
    void the_books_flags_show_as_parts_of_their_bucket() {
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-03-30", "EUR 1", b -> b.disputedFrom(DAY))
                .invoice("F2", "2026-01-01", "2026-03-30", "EUR 20", b -> b.disputedFrom(DAY.plusDays(1)))
                .invoice("F3", "2026-01-01", "2026-03-30", "EUR 300", b -> b.assignedFrom(DAY))
                .invoice("F4", "2026-01-01", "2026-03-30", "EUR 4000", b -> b.assignedFrom(DAY.plusDays(1)))
                .invoice("F5", "2026-01-01", "2026-02-28", "EUR 5", b -> b.litigationFrom(DAY))
                .invoice("F6", "2026-01-01", "2026-02-28", "EUR 60", b -> b.litigationFrom(DAY.plusDays(1)))
                .invoice("F7", "2026-01-01", "2026-04-01", "EUR 700", b -> b.insolvencyFrom(DAY))
                .invoice("F8", "2026-01-01", "2026-04-01", "EUR 8000", b -> b.insolvencyFrom(DAY.plusDays(1)))
                .invoice("F9", "2026-01-02", "2026-04-01", "EUR 90000", b -> b.insolvencyFrom(LocalDate.of(2026, 1, 1)))
                .ledger();

        AgingRow row = eur(AgingReport.of(ledger, DAY, AgingOptions.standard()));
        Money none = eur("0");
        assertThat(row.notDue().parts()).isEqualTo(new AgingParts(none, none, none, eur("700"), none));
        assertThat(row.buckets().get(0).parts()).isEqualTo(new AgingParts(eur("1"), none, eur("300"), none, none));
        assertThat(row.buckets().get(1).parts()).isEqualTo(new AgingParts(none, none, none, none, eur("5")));
        assertThat(row.buckets().get(1).amount()).isEqualTo(eur("65"));
    }

    @Test
    void another_source_may_know_of_plans_and_partial_disputes() {
        AgingOptions options = AgingOptions.builder()
                .flags((account, item, date) -> item.id().value().equals("F1")
                        ? new ItemFlags(eur("30"), Set.of(ItemFlag.ON_PLAN, ItemFlag.IN_LITIGATION))
                        : ItemFlags.none(CurrencyUnit.EUR))
                .build();
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-03-30", "EUR 100")
                .invoice("F2", "2026-01-01", "2026-03-30", "EUR 50")
                .ledger();

        assertThat(eur(AgingReport.of(ledger, DAY, options)).buckets().get(0).parts())
                .isEqualTo(new AgingParts(eur("30"), eur("100"), eur("0"), eur("0"), eur("100")));
    }

    @Test
    void no_more_is_disputed_than_is_open() {
        AgingOptions options = AgingOptions.builder()
                .flags((account, item, date) -> new ItemFlags(eur("500"), Set.of()))
                .build();
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-03-30", "EUR 100")
                .ledger();

        assertThat(eur(AgingReport.of(ledger, DAY, options))
                        .buckets()
                        .get(0)
                        .parts()
                        .disputed())
                .isEqualTo(eur("100"));
    }

    @Test
    void a_disputed_part_in_another_currency_is_refused() {
        AgingOptions options = AgingOptions.builder()
                .flags((account, item, date) -> ItemFlags.none(CurrencyUnit.USD))
                .build();
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-03-30", "EUR 100")
                .ledger();

        assertThatThrownBy(() -> AgingReport.of(ledger, DAY, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the disputed part of an item in EUR cannot be USD 0.00");
    }

    @Test
    void where_the_law_rolls_due_dates_an_item_due_on_a_saturday_is_late_from_tuesday_on() {
        AgingOptions rolling = AgingOptions.builder()
                .dueDates(new DueDates(DayRoll.FOLLOWING, BusinessCalendar.weekendsOnly()))
                .build();
        AccountLedger ledger = Books.of("C")
                .invoice("F1", "2026-01-01", "2026-03-28", "EUR 100")
                .ledger();
        LocalDate monday = LocalDate.of(2026, 3, 30);

        assertThat(eur(AgingReport.of(ledger, monday, rolling)).notDue().items())
                .isEqualTo(1);
        assertThat(eur(AgingReport.of(ledger, monday.plusDays(1), rolling))
                        .notDue()
                        .items())
                .isZero();
        assertThat(eur(AgingReport.of(ledger, monday, AgingOptions.standard()))
                        .notDue()
                        .items())
                .isZero();
        assertThat(rolling.dueDates().daysLate(ledger.receivables().get(0), monday.plusDays(1)))
                .isEqualTo(1);
    }

    @Test
    void a_portfolio_is_the_sum_of_its_customers_and_says_how_new_its_documents_are() {
        Instant older = Instant.parse("2026-03-30T10:00:00Z");
        Instant newer = Instant.parse("2026-03-31T10:00:00Z");
        List<AccountLedger> ledgers = List.of(
                Books.of("A")
                        .invoice("F1", "2026-01-01", "2026-03-30", "EUR 100")
                        .ledger(),
                Books.of("B").invoice("F2", "2026-01-01", "2026-03-30", "EUR 11").ledger().toBuilder()
                        .recordedUpTo(newer)
                        .build(),
                Books.of("C").invoice("F3", "2026-01-01", "2026-03-30", "USD 7").ledger().toBuilder()
                        .recordedUpTo(older)
                        .build());

        AgingReport report = AgingReport.of(ledgers, DAY, AgingOptions.standard());
        assertThat(report.rows()).extracting(AgingRow::currency).containsExactly(CurrencyUnit.EUR, CurrencyUnit.USD);
        assertThat(eur(report).buckets().get(0).amount()).isEqualTo(eur("111"));
        assertThat(report.recordedUpTo()).contains(newer);
        assertThat(report.date()).isEqualTo(DAY);
        assertThat(AgingReport.of(ledgers.get(0), DAY, AgingOptions.standard()).recordedUpTo())
                .isEmpty();
        assertThat(report.row(CurrencyUnit.JPY)).isEmpty();
    }

    @Test
    void in_a_reporting_currency_every_column_is_converted_and_the_rates_are_named_with_their_days() {
        LocalDate friday = LocalDate.of(2026, 3, 27);
        ExchangeRates rates = ExchangeRates.builder()
                .rate(CurrencyUnit.USD, CurrencyUnit.EUR, friday, new BigDecimal("0.9"))
                .rate(CurrencyUnit.USD, CurrencyUnit.EUR, DAY.plusDays(1), new BigDecimal("0.1"))
                .build();
        AgingReport report = AgingReport.of(
                Books.of("C")
                        .invoice("F1", "2026-01-01", "2026-04-30", "EUR 100")
                        .invoice("F2", "2026-01-01", "2026-04-30", "USD 10.03")
                        .invoice("F3", "2026-01-01", "2026-03-30", "USD 10.05", b -> b.disputedFrom(DAY))
                        .payment("P1", "2026-01-01", "USD 1")
                        .ledger(),
                DAY,
                AgingOptions.standard());

        ConvertedAging converted = report.in(CurrencyUnit.EUR, rates);
        // 10.03 x 0.9 = 9.027; 10.05 x 0.9 = 9.045, half up
        assertThat(converted.row().notDue().amount()).isEqualTo(eur("109.03"));
        assertThat(converted.row().buckets().get(0).amount()).isEqualTo(eur("9.05"));
        assertThat(converted.row().buckets().get(0).parts().disputed()).isEqualTo(eur("9.05"));
        assertThat(converted.row().gross()).isEqualTo(eur("118.08"));
        assertThat(converted.row().net()).isEqualTo(eur("117.18"));
        assertThat(converted.row().items()).isEqualTo(3);
        assertThat(converted.rates())
                .containsExactly(
                        new ExchangeRates.DatedRate(CurrencyUnit.USD, CurrencyUnit.EUR, friday, new BigDecimal("0.9")));
    }

    @Test
    void a_missing_rate_is_named() {
        AgingReport report = AgingReport.of(
                Books.of("C")
                        .invoice("F1", "2026-01-01", "2026-04-30", "USD 10")
                        .ledger(),
                DAY,
                AgingOptions.standard());

        assertThatThrownBy(() ->
                        report.in(CurrencyUnit.EUR, ExchangeRates.builder().build()))
                .isInstanceOf(ExchangeRates.MissingRateException.class)
                .hasMessage("no exchange rate from USD to EUR on or before 2026-03-31");
    }

    @Test
    void a_negative_disputed_part_is_refused() {
        assertThatThrownBy(() -> new ItemFlags(eur("-1"), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a disputed part is at least 0, but was EUR -1.00");
    }

    @Test
    void options_survive_their_builder() {
        AgingOptions options = AgingOptions.builder()
                .buckets(AgingBuckets.of(15, 45))
                .basis(AgingBasis.INVOICE_DATE)
                .dueDates(new DueDates(DayRoll.PRECEDING, BusinessCalendar.weekendsOnly()))
                .tolerance(new io.relance.money.Tolerance(BigDecimal.ONE))
                .flags((account, item, date) -> ItemFlags.none(CurrencyUnit.EUR))
                .build();

        assertThat(options.toBuilder().build()).usingRecursiveComparison().isEqualTo(options);
        assertThat(AgingOptions.standard().buckets()).isEqualTo(AgingBuckets.of(30, 60, 90));
        assertThat(AgingOptions.standard().basis()).isEqualTo(AgingBasis.DUE_DATE);
        assertThat(AgingOptions.standard().dueDates().roll()).isEqualTo(DayRoll.NONE);
    }
}
