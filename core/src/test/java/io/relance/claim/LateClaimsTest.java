package io.relance.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.Books;
import io.relance.account.AccountSnapshot;
import io.relance.account.Assignment;
import io.relance.account.DunningCase;
import io.relance.account.Insolvency;
import io.relance.account.ReceivableProgress;
import io.relance.claim.InterestRounding.When;
import io.relance.receivable.Customer;
import io.relance.receivable.DebtorKind;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.time.BusinessCalendar;
import io.relance.time.DayRoll;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interest and flat sums by country and kind of debtor. */
class LateClaimsTest {
    private static Books books(DebtorKind kind) {
        return Books.of(Customer.builder("dupont").kind(kind).build());
    }

    private static Books late(DebtorKind kind, String amount, LocalDate due, LocalDate paid) {
        return books(kind)
                .invoice("F1", due.minusDays(30).toString(), due.toString(), amount)
                .paid("P1", paid.toString(), amount, "F1");
    }

    private static List<InvoiceClaims> claims(Books books, ClaimSettings settings, String date) {
        return LateClaims.on(AccountSnapshot.fresh(books.ledger()), settings, LocalDate.parse(date));
    }

    private static InvoiceClaims claim(Books books, ClaimSettings settings, String date) {
        List<InvoiceClaims> claims = claims(books, settings, date);
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private static ClaimSettings.Builder under(String country) {
        return ClaimSettings.underLawOf(country);
    }

    private static LateInterest interest(Books books, ClaimSettings settings, String date) {
        return claim(books, settings, date).interest().orElseThrow();
    }

    private static Money money(String text) {
        return Money.parse(text);
    }

    @ParameterizedTest(name = "{0}: {1} of {2} due {3}, paid {4}: {5}")
    @CsvSource({
        // 30 days at 13.15; a public body pays the rate of the beginning: 30 days at 11.15
        "FR, BUSINESS,    EUR 10000.00, 2025-01-31, 2025-03-02, EUR 108.08, EUR 40.00",
        "FR, PUBLIC_BODY, EUR 10000.00, 2025-01-31, 2025-03-02, EUR 91.64,  EUR 40.00",
        // 15 days at 14.25, 15 at 13.15
        "FR, BUSINESS,    EUR 10000.00, 2024-12-16, 2025-01-15, EUR 112.60, EUR 40.00",
        // 30 days at 14.50, 31 at 14.25
        "FR, BUSINESS,    EUR 10000.00, 2024-05-31, 2024-07-31, EUR 240.21, EUR 40.00",
        // 92 days at 14.25, 31 at 13.15
        "FR, BUSINESS,    EUR 10000.00, 2024-09-30, 2025-01-31, EUR 470.86, EUR 40.00",
        // 15 days at 12.50, 184 at 14.00, 182 at 14.50, 15 at 14.25
        "FR, BUSINESS,    EUR 12000.00, 2023-06-15, 2024-07-15, EUR 1846.44, EUR 40.00",
        // 2 days at 14.50: 29 February counts
        "FR, BUSINESS,    EUR 1000.00,  2024-02-28, 2024-03-01, EUR 0.79,   EUR 40.00",
        // 12.62 and 12.37
        "DE, BUSINESS,    EUR 10000.00, 2024-05-31, 2024-07-31, EUR 208.79, EUR 40.00",
        // 12.50, and 12.25 rounded up to 12.50
        "BE, BUSINESS,    EUR 10000.00, 2024-05-31, 2024-07-31, EUR 208.90, EUR 40.00",
        // 30 days at 12.50, 31 at 12.25
        "ES, BUSINESS,    EUR 10000.00, 2024-05-31, 2024-07-31, EUR 206.78, EUR 40.00",
        // 50 days at 8.50; 60 at 8.25
        "GB, BUSINESS,    GBP 1000.00,  2016-01-31, 2016-03-21, GBP 11.64,  GBP 70.00",
        "GB, BUSINESS,    GBP 1000.00,  2017-01-31, 2017-04-01, GBP 13.56,  GBP 70.00",
        // 61 days at 11.50, though the rate changes on 1 July
        "GB, BUSINESS,    GBP 10000.00, 2023-05-31, 2023-07-31, GBP 192.19, GBP 100.00",
    })
    void what_the_law_grants(
            String country,
            DebtorKind kind,
            String amount,
            LocalDate due,
            LocalDate paid,
            String interest,
            String flat) {
        InvoiceClaims claims =
                claim(late(kind, amount, due, paid), under(country).build(), "2026-01-01");

        assertThat(claims.interest().orElseThrow().amount()).isEqualTo(money(interest));
        assertThat(claims.interest().orElseThrow().accruedUntil()).isEqualTo(paid);
        assertThat(claims.flatSum()).contains(money(flat));
    }

    @ParameterizedTest(name = "{0} rounded every day: {4}")
    @CsvSource({
        // 0.2328 a day is 0.23; 0.2260 is 0.22
        "GBP 1000.00, 2016-01-31, 2016-03-21, EACH_DAY, GBP 11.50",
        "GBP 1000.00, 2017-01-31, 2017-04-01, EACH_DAY, GBP 13.20",
    })
    void a_policy_may_round_down_every_day(String amount, LocalDate due, LocalDate paid, When when, String interest) {
        ClaimSettings settings = under("GB")
                .rounding(new InterestRounding(when, RoundingMode.DOWN))
                .build();

        assertThat(interest(late(DebtorKind.BUSINESS, amount, due, paid), settings, "2026-01-01")
                        .amount())
                .isEqualTo(money(interest));
    }

    @Test
    void a_policy_may_round_every_period() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 12000.00", LocalDate.parse("2023-06-15"), LocalDate.parse("2024-07-15"));
        ClaimSettings settings = under("FR")
                .rounding(new InterestRounding(When.EACH_PERIOD, RoundingMode.HALF_UP))
                .build();

        // 15 d at 12.50, 184 at 14.00, 182 at 14.50, 15 at 14.25
        assertThat(interest(books, settings, "2025-01-01").amount())
                .isEqualTo(money("EUR 61.64")
                        .plus(money("EUR 846.90"))
                        .plus(money("EUR 867.62"))
                        .plus(money("EUR 70.27")));
    }

    @ParameterizedTest
    @CsvSource({"GBP 999.99, GBP 40.00", "GBP 1000.00, GBP 70.00", "GBP 9999.99, GBP 70.00", "GBP 10000.00, GBP 100.00"
    })
    void british_flat_sums_go_by_the_size_of_the_debt(String debt, String sum) {
        Books books = late(DebtorKind.BUSINESS, debt, LocalDate.parse("2023-05-31"), LocalDate.parse("2023-07-31"));

        assertThat(claim(books, under("GB").build(), "2024-01-01").flatSum()).contains(money(sum));
    }

    @Test
    void a_debt_in_another_currency_has_no_flat_sum_that_goes_by_its_size() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 1000.00", LocalDate.parse("2023-05-31"), LocalDate.parse("2023-07-31"));

        InvoiceClaims claims = claim(books, under("GB").build(), "2024-01-01");

        assertThat(claims.flatSum()).isEmpty();
        assertThat(claims.interest()).isPresent();
    }

    @Test
    void a_flat_sum_is_in_the_currency_of_the_law_and_interest_in_that_of_the_invoice() {
        Books books =
                late(DebtorKind.BUSINESS, "USD 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse("2025-03-02"));

        InvoiceClaims claims = claim(books, under("FR").build(), "2025-04-01");

        assertThat(claims.interest().orElseThrow().amount()).isEqualTo(money("USD 108.08"));
        assertThat(claims.flatSum()).contains(money("EUR 40.00"));
    }

    @Test
    void interest_is_on_what_is_open_when_a_day_begins() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paid("P1", "2025-02-10", "EUR 6000.00", "F1")
                .paid("P2", "2025-03-02", "EUR 4000.00", "F1");

        LateInterest interest = interest(books, under("FR").build(), "2025-06-01");

        assertThat(interest.periods())
                .extracting(InterestPeriod::from, InterestPeriod::to, InterestPeriod::balance, InterestPeriod::days)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                LocalDate.parse("2025-02-01"),
                                LocalDate.parse("2025-02-10"),
                                money("EUR 10000.00"),
                                10L),
                        org.assertj.core.groups.Tuple.tuple(
                                LocalDate.parse("2025-02-11"),
                                LocalDate.parse("2025-03-02"),
                                money("EUR 4000.00"),
                                20L));
        // (10 000 x 10 + 4 000 x 20) x 13.15 / 36 500
        assertThat(interest.amount()).isEqualTo(money("EUR 64.85"));
    }

    @Test
    void what_is_still_open_bears_interest_up_to_the_day_asked_for() {
        Books books = books(DebtorKind.BUSINESS).invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00");

        LateInterest interest = interest(books, under("FR").build(), "2025-03-02");

        assertThat(interest.amount()).isEqualTo(money("EUR 108.08"));
        assertThat(interest.accruedUntil()).isEqualTo(LocalDate.parse("2025-03-02"));
    }

    @ParameterizedTest
    @CsvSource({"2025-01-31", "2025-01-15"})
    void what_is_paid_in_time_or_not_late_yet_grants_nothing(String paid) {
        Books books = late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse(paid));

        assertThat(claims(books, under("FR").build(), "2025-06-01")).isEmpty();
        Books open = books(DebtorKind.BUSINESS).invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00");
        assertThat(claims(open, under("FR").build(), "2025-01-31")).isEmpty();
    }

    @Test
    void a_credit_note_lowers_the_balance_and_a_claim_bears_no_interest() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .invoice("C1", "2025-01-01", "2025-01-31", "EUR 40.00", claim -> claim.kind(Receivable.Kind.CLAIM))
                .credited("A1", "2025-01-20", "EUR 4000.00", "F1");

        // 6 000 x 13.15 x 28 / 36 500
        assertThat(interest(books, under("FR").build(), "2025-02-28").amount()).isEqualTo(money("EUR 60.53"));
    }

    @Test
    void against_somebody_whose_kind_is_not_known_nothing_is_claimed() {
        Books books =
                late(DebtorKind.UNKNOWN, "EUR 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse("2025-03-02"));

        InvoiceClaims claims = claim(books, under("FR").build(), "2025-06-01");

        assertThat(claims.none()).contains("whether the customer is a business is not known");
        assertThat(claims.interest()).isEmpty();
        assertThat(claims.flatSum()).isEmpty();
    }

    @Test
    void no_terms_are_guessed_from_another_country() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse("2025-03-02"));

        assertThat(claim(books, under("AT").build(), "2025-06-01").none())
                .contains("no terms of AT are known against BUSINESS for what was issued on 2025-01-01");
    }

    @Test
    void a_rate_that_is_not_known_is_an_error_that_names_it() {
        Books books = books(DebtorKind.BUSINESS).invoice("F1", "2026-05-01", "2026-06-15", "EUR 1000.00");

        assertThatThrownBy(() -> claims(books, under("FR").build(), "2026-07-02"))
                .isInstanceOf(MissingReferenceRateException.class)
                .hasMessage("no main refinancing rate of the European Central Bank (ecb-refinancing) is known for "
                        + "2026-07-01; known is 2009-01-01 to 2026-06-30: supply the rate that is missing");
    }

    @Test
    void a_host_supplies_what_was_published_since() {
        Books books = books(DebtorKind.BUSINESS).invoice("F1", "2026-05-01", "2026-06-15", "EUR 1000.00");
        ClaimSettings settings = under("FR")
                .rates(ReferenceRates.standard().toBuilder()
                        .semester(RateSeries.ECB_REFINANCING, 2026, 2, new BigDecimal("2.00"), "press release")
                        .build())
                .build();

        // 15 days at 12.15, 2 at 12.00
        assertThat(interest(books, settings, "2026-07-02").amount()).isEqualTo(money("EUR 5.65"));
    }

    @Test
    void an_agreed_rate_goes_before_the_laws_but_not_below_three_times_the_legal_rate() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2024-05-31"), LocalDate.parse("2024-07-31"));

        LateInterest agreed = interest(books, under("FR").agreedRate("15").build(), "2025-01-01");

        // 30 days at 3 x 5.07, 31 at 15.00, above 3 x 4.92
        assertThat(agreed.periods())
                .extracting(period -> period.percent().toPlainString())
                .containsExactly("15.21", "15");
        assertThat(agreed.periods().get(0).reference()).isPresent();
        assertThat(agreed.periods().get(1).reference()).isEmpty();
        assertThat(agreed.amount()).isEqualTo(money("EUR 252.41"));
    }

    @Test
    void the_statutory_rate_stays_below_that_floor_unless_the_creditor_chose_otherwise() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2024-05-31"), LocalDate.parse("2024-07-31"));

        assertThat(interest(books, under("FR").atLeastFloor(true).build(), "2025-01-01")
                        .periods())
                .extracting(period -> period.percent().toPlainString())
                .containsExactly("15.21", "14.76");
    }

    @Test
    void an_agreed_rate_binds_no_public_body() {
        Books books = late(
                DebtorKind.PUBLIC_BODY, "EUR 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse("2025-03-02"));

        assertThat(interest(books, under("FR").agreedRate("15").build(), "2025-06-01")
                        .amount())
                .isEqualTo(money("EUR 91.64"));
    }

    @Test
    void a_consumer_owes_nothing_before_a_formal_notice_and_never_a_flat_sum() {
        Books books = books(DebtorKind.CONSUMER).invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00");

        InvoiceClaims claims = claim(books, under("DE").build(), "2025-06-01");

        assertThat(claims.none()).contains("interest runs from the formal notice, and there was none");
        assertThat(claims.flatSum()).isEmpty();
    }

    @Test
    void when_the_last_day_to_pay_is_a_sunday_it_may_end_on_monday() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2025-03-02"), LocalDate.parse("2025-03-04"));
        ClaimSettings rolled = under("DE")
                .dueDateRoll(DayRoll.FOLLOWING, BusinessCalendar.weekendsOnly())
                .build();

        assertThat(interest(books, under("DE").build(), "2025-06-01")
                        .periods()
                        .get(0)
                        .days())
                .isEqualTo(2);
        assertThat(interest(books, rolled, "2025-06-01").periods().get(0).days())
                .isEqualTo(1);
    }

    @Test
    void interest_stops_with_the_judgment_that_opens_insolvency() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .invoice("F2", "2025-02-20", "2025-02-25", "EUR 10000.00");
        DunningCase memory = DunningCase.empty(books.ledger().account()).toBuilder()
                .insolvency(new Insolvency(LocalDate.parse("2025-02-16")))
                .build();

        List<InvoiceClaims> claims = LateClaims.on(
                new AccountSnapshot(books.ledger(), memory), under("FR").build(), LocalDate.parse("2025-03-31"));

        assertThat(claims).hasSize(2);
        assertThat(claims.get(0).interest().orElseThrow().accruedUntil()).isEqualTo(LocalDate.parse("2025-02-15"));
        assertThat(claims.get(1).interest().orElseThrow().accruedUntil())
                .as("issued after the judgment")
                .isEqualTo(LocalDate.parse("2025-03-31"));
    }

    @Test
    void interest_stops_with_what_people_recorded_assigned_or_written_off_too() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .invoice("F2", "2025-01-01", "2025-01-31", "EUR 10000.00");
        LocalDate day = LocalDate.parse("2025-02-16");
        DunningCase memory = DunningCase.empty(books.ledger().account()).toBuilder()
                .progress(ReceivableProgress.builder(new ReceivableId("F1"))
                        .assignment(new Assignment(day, "factor"))
                        .build())
                .progress(ReceivableProgress.builder(new ReceivableId("F2"))
                        .writtenOffFrom(day)
                        .build())
                .build();

        List<InvoiceClaims> claims = LateClaims.on(
                new AccountSnapshot(books.ledger(), memory), under("FR").build(), LocalDate.parse("2025-03-31"));

        assertThat(claims)
                .hasSize(2)
                .allSatisfy(claim -> assertThat(claim.interest().orElseThrow().accruedUntil())
                        .isEqualTo(day.minusDays(1)));
    }

    @Test
    void an_invoice_issued_after_the_judgment_that_the_books_name_goes_on() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice(
                        "F1",
                        "2025-02-20",
                        "2025-02-25",
                        "EUR 10000.00",
                        invoice -> invoice.insolvencyFrom(LocalDate.parse("2025-02-16")));

        assertThat(interest(books, under("FR").build(), "2025-03-31").accruedUntil())
                .isEqualTo(LocalDate.parse("2025-03-31"));
    }

    @Test
    void flat_sums_may_be_left_out() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse("2025-03-02"));

        assertThat(claim(books, under("FR").flatSums(false).build(), "2025-06-01")
                        .flatSum())
                .isEmpty();
    }

    @Test
    void an_invoice_that_credit_notes_cancelled_was_not_paid_late() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .credited("A1", "2025-02-10", "EUR 4000.00", "F1")
                .credited("A2", "2025-02-20", "EUR 6000.00", "F1");

        InvoiceClaims cancelled = claim(books, under("FR").build(), "2025-06-01");

        assertThat(cancelled.none()).contains("it was never paid: credit notes cancelled it");
        assertThat(cancelled.flatSum()).isEmpty();
        assertThat(cancelled.interest()).isEmpty();
        assertThat(interest(books, under("FR").build(), "2025-02-19").accruedUntil())
                .as("as of a day on which something was open")
                .isEqualTo(LocalDate.parse("2025-02-19"));
    }

    @Test
    void a_credit_note_after_the_due_date_lowers_the_balance_from_the_day_after_it() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .credited("A1", "2025-02-10", "EUR 4000.00", "F1")
                .paid("P1", "2025-02-20", "EUR 6000.00", "F1");

        // (10 000 x 10 + 6 000 x 10) x 13.15 / 36 500
        assertThat(interest(books, under("FR").build(), "2025-06-01").amount()).isEqualTo(money("EUR 57.64"));
    }

    @ParameterizedTest
    @CsvSource({"2025-06-01", "2025-03-01"})
    void what_was_paid_nobody_knows_when_gives_nothing_on_any_day(String date) {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paidSometimeBy("P1", "2025-03-31", "EUR 10000.00", "F1");

        InvoiceClaims claims = claim(books, under("FR").build(), date);

        assertThat(claims.none()).contains("the books don't say when it was paid");
        assertThat(claims.flatSum()).isEmpty();
    }

    @Test
    void what_was_paid_of_it_nobody_knows_when_counts_as_paid_in_time() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paidSometimeBy("P1", "2025-03-31", "EUR 4000.00", "F1")
                .paid("P2", "2025-03-02", "EUR 1000.00", "F1");

        InvoiceClaims claims = claim(books, under("FR").build(), "2025-05-01");

        assertThat(claims.interest().orElseThrow().periods())
                .extracting(InterestPeriod::from, InterestPeriod::to, InterestPeriod::balance)
                .containsExactly(
                        tuple(LocalDate.parse("2025-02-01"), LocalDate.parse("2025-03-02"), money("EUR 6000.00")),
                        tuple(LocalDate.parse("2025-03-03"), LocalDate.parse("2025-05-01"), money("EUR 5000.00")));
        assertThat(claims.flatSum()).contains(money("EUR 40.00"));
        assertThat(claims.none()).isEmpty();
        assertThat(claims.caution().orElseThrow()).contains("EUR 4000.00").contains("in time");
    }

    /** Whenever the payment really was: what is claimed without its day is never more than with it. */
    @ParameterizedTest(name = "paid on {0}")
    @ValueSource(strings = {"2025-01-02", "2025-01-31", "2025-02-01", "2025-03-15", "2025-04-30"})
    void interest_without_the_day_of_a_payment_is_never_more_than_with_it(String day) {
        Books unknown = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paidSometimeBy("P1", "2025-04-30", "EUR 4000.00", "F1");
        Books known = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paid("P1", day, "EUR 4000.00", "F1");

        assertThat(interest(unknown, under("FR").build(), "2025-05-01").amount())
                .isLessThanOrEqualTo(
                        interest(known, under("FR").build(), "2025-05-01").amount());
    }

    @Test
    void a_payment_nobody_knows_when_that_was_taken_back_bears_interest_from_then_on() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paidSometimeBy("P1", "2025-02-20", "EUR 10000.00", "F1")
                .reversed("P1", "F1", "EUR 10000.00", "2025-03-01");

        assertThat(interest(books, under("FR").build(), "2025-05-01").periods())
                .extracting(InterestPeriod::from, InterestPeriod::balance)
                .containsExactly(tuple(LocalDate.parse("2025-03-02"), money("EUR 10000.00")));
    }

    @Test
    void what_is_paid_in_part_on_the_due_date_bears_interest_on_the_rest_alone() {
        Books books = books(DebtorKind.BUSINESS)
                .invoice("F1", "2025-01-01", "2025-01-31", "EUR 10000.00")
                .paid("P1", "2025-01-31", "EUR 9999.00", "F1");

        assertThat(interest(books, under("FR").build(), "2025-06-01").periods())
                .extracting(InterestPeriod::from, InterestPeriod::balance)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(LocalDate.parse("2025-02-01"), money("EUR 1.00")));
    }

    @Test
    void a_rate_below_0_is_none_at_all() {
        ReferenceRates below = ReferenceRates.builder()
                .semester(RateSeries.ECB_REFINANCING, 2025, 1, new BigDecimal("-10.50"), "none")
                .semester(RateSeries.ECB_REFINANCING, 2025, 2, new BigDecimal("-9.00"), "none")
                .build();
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2025-06-29"), LocalDate.parse("2025-07-02"));

        LateInterest interest = interest(books, under("FR").rates(below).build(), "2025-12-01");

        assertThat(interest.periods())
                .extracting(period -> period.percent().toPlainString(), InterestPeriod::days)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("0", 1L), org.assertj.core.groups.Tuple.tuple("1.00", 2L));
        // 2 days at 1.00
        assertThat(interest.amount()).isEqualTo(money("EUR 0.55"));
    }

    @Test
    void an_agreed_rate_whose_floor_is_not_known_is_an_error_that_names_it() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 10000.00", LocalDate.parse("2015-06-29"), LocalDate.parse("2015-07-02"));

        assertThatThrownBy(() -> claims(books, under("FR").agreedRate("15").build(), "2016-01-01"))
                .hasMessageStartingWith("no French legal interest rate (professionals) (fr-legal-professional) is known"
                        + " for 2015-07-01; known is");
    }

    @Test
    void a_day_before_the_first_rate_is_an_error_that_names_it() {
        Books books =
                late(DebtorKind.BUSINESS, "GBP 1000.00", LocalDate.parse("2014-12-30"), LocalDate.parse("2015-02-01"));

        assertThatThrownBy(() -> claims(books, under("GB").build(), "2016-01-01"))
                .hasMessageStartingWith("no official dealing rate of the Bank of England (bank-of-england) is known for"
                        + " 2014-12-31; known is 2015-01-01 to ");
    }

    @Test
    void a_leap_year_has_365_days_unless_the_terms_count_otherwise() {
        Books books =
                late(DebtorKind.BUSINESS, "EUR 36600.00", LocalDate.parse("2023-12-30"), LocalDate.parse("2024-01-10"));
        StatutoryTerms terms = LatePaymentLaw.standard()
                .find("FR", DebtorKind.BUSINESS, LocalDate.parse("2023-12-01"))
                .orElseThrow();
        LatePaymentLaw actual = LatePaymentLaw.standard().toBuilder()
                .terms(terms.toBuilder()
                        .dayCount(io.relance.time.DayCount.ACTUAL_ACTUAL)
                        .build())
                .build();

        // 36 600 x (1 x 14.00 + 10 x 14.50) / 36 500
        assertThat(interest(books, under("FR").build(), "2024-02-01").amount()).isEqualTo(money("EUR 159.44"));
        // 36 600 x 14.00 / 36 500 + 36 600 x 10 x 14.50 / 36 600
        assertThat(interest(books, under("FR").law(actual).build(), "2024-02-01")
                        .amount())
                .isEqualTo(money("EUR 159.04"));
    }

    @ParameterizedTest(name = "{0}: {1} %")
    @CsvSource({
        "EU, BUSINESS, 11.15",
        "ES, BUSINESS, 11.15",
        "IT, BUSINESS, 11.15",
        "NL, BUSINESS, 11.15",
        "BE, BUSINESS, 11.5",
        "DE, BUSINESS, 11.27",
        "FR, BUSINESS, 13.15",
        "EU, PUBLIC_BODY, 11.15",
        "ES, PUBLIC_BODY, 11.15",
        "IT, PUBLIC_BODY, 11.15",
        "NL, PUBLIC_BODY, 11.15",
        "BE, PUBLIC_BODY, 11.5",
        "DE, PUBLIC_BODY, 11.27",
        "FR, PUBLIC_BODY, 11.15",
    })
    void what_each_law_charges_in_the_first_half_of_2025(String country, DebtorKind kind, String percent) {
        Books books = late(kind, "EUR 10000.00", LocalDate.parse("2025-01-31"), LocalDate.parse("2025-03-02"));

        InvoiceClaims claims = claim(books, under(country).build(), "2025-06-01");

        assertThat(claims.interest().orElseThrow().periods())
                .singleElement()
                .satisfies(period -> assertThat(period.percent()).isEqualByComparingTo(percent));
        assertThat(claims.flatSum()).contains(money("EUR 40.00"));
    }
}
