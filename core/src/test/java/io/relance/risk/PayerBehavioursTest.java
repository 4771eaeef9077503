package io.relance.risk;

import static io.relance.risk.Books.day;
import static io.relance.risk.Books.dec;
import static io.relance.risk.Books.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.PayerBehaviour;
import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import io.relance.receivable.Allocation;
import io.relance.receivable.CreditNote;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.receivable.WriteOff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PayerBehavioursTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    static Stream<Arguments> delays() {
        return Stream.of(
                Arguments.of(new int[] {4}, 4.0, 4.0, Double.NaN, 1.0 - 1 / 1.0, 4),
                Arguments.of(new int[] {-3, 4}, 1 / 2.0, (-3 + 4) / 2.0, Math.sqrt(2 * 3.5 * 3.5 / 1), 1 / 2.0, 4),
                Arguments.of(new int[] {10, 0, 5}, 15 / 3.0, 5.0, Math.sqrt((25 + 25 + 0) / 2.0), 1 / 3.0, 10),
                Arguments.of(
                        new int[] {1, 2, 4, 30},
                        37 / 4.0,
                        (2 + 4) / 2.0,
                        Math.sqrt((8.25 * 8.25 + 7.25 * 7.25 + 5.25 * 5.25 + 20.75 * 20.75) / 3),
                        0 / 4.0,
                        30),
                Arguments.of(
                        new int[] {0, 0, 0, 0, 0, 0, 1},
                        1 / 7.0,
                        0.0,
                        Math.sqrt((6 / 49.0 + 36 / 49.0) / 6),
                        6 / 7.0,
                        1),
                Arguments.of(new int[] {-9, -2, -1}, -12 / 3.0, -2.0, Math.sqrt((25 + 4 + 9) / 2.0), 3 / 3.0, -1));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void mean_median_deviation_share_and_largest_follow_their_formulas(
            int[] delays, double mean, double median, double deviation, double onTime, int largest) {
        Books books = new Books();
        Arrays.stream(delays).forEach(days -> books.late(days, AS_OF));
        PayerBehaviour behaviour = books.behaviour(AS_OF);
        assertThat(behaviour.settledCount()).isEqualTo(delays.length);
        assertThat(behaviour.meanDelayDays()).contains(sixDecimals(mean));
        assertThat(behaviour.medianDelayDays()).contains(sixDecimals(median));
        if (Double.isNaN(deviation)) {
            assertThat(behaviour.delayStandardDeviationDays()).isEmpty();
        } else {
            assertThat(behaviour.delayStandardDeviationDays()).contains(sixDecimals(deviation));
        }
        assertThat(behaviour.onTimeShare()).contains(sixDecimals(onTime));
        assertThat(behaviour.lateCount())
                .isEqualTo((int) Arrays.stream(delays).filter(days -> days > 0).count());
        assertThat(behaviour.largestDelayDays()).hasValue(largest);
    }

    @Test
    void without_a_settled_invoice_every_figure_is_absent() {
        PayerBehaviour behaviour = new Books().behaviour(AS_OF);
        assertThat(behaviour).isEqualTo(PayerBehaviour.asOf(AS_OF).build());
        assertThat(behaviour.meanDelayDays()).isEmpty();
        assertThat(behaviour.onTimeShare()).isEmpty();
        assertThat(behaviour.largestDelayDays()).isEmpty();
        assertThat(behaviour.oldestOverdueDays()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-30, 0", // the day the twelve months begin with is outside
        "2025-07-01, 1",
        "2026-06-30, 1",
        "2026-07-01, 0", // not settled yet
    })
    void the_window_is_the_twelve_months_that_end_on_the_day(LocalDate settled, int counted) {
        assertThat(new Books().late(1, settled).behaviour(AS_OF).settledCount()).isEqualTo(counted);
    }

    @Test
    void the_weighted_mean_weighs_by_amount_less_credit_notes() {
        Books books = new Books()
                .settled("A", AS_OF.minusDays(10), eur("300.00"), AS_OF)
                .open("B", AS_OF.minusDays(40), eur("500.00"))
                .allocate(Allocation.ofCreditNote("CN", "B", eur("400.00")))
                .pay("B", eur("100.00"), AS_OF);
        books.builder()
                .creditNote(new CreditNote(new DocumentId("CN"), AS_OF.minusDays(50), eur("400.00"), Instant.EPOCH));
        assertThat(books.behaviour(AS_OF).weightedMeanDelayDays()).contains(sixDecimals((300 * 10 + 100 * 40) / 400.0));
    }

    @Test
    void amounts_of_two_currencies_never_meet_in_the_weighted_mean() {
        PayerBehaviour behaviour = new Books()
                .settled("A", AS_OF.minusDays(10), eur("300.00"), AS_OF)
                .settled("B", AS_OF.minusDays(30), eur("100.00"), AS_OF)
                .settled("J", AS_OF.minusDays(60), Money.of(CurrencyUnit.JPY, dec("1000000")), AS_OF)
                .behaviour(AS_OF);
        double eur = (300 * 10 + 100 * 30) / 400.0;
        assertThat(behaviour.weightedMeanDelayDays()).contains(sixDecimals((2 * eur + 1 * 60) / 3));
    }

    static Stream<Arguments> trends() {
        LocalDate edge = AS_OF.minusDays(90);
        LocalDate start = AS_OF.minusDays(180);
        return Stream.of(
                Arguments.of(new int[] {12, 13, 15}, AS_OF, new int[] {1, 2, 4}, edge, 40 / 3.0 - 7 / 3.0),
                Arguments.of(
                        new int[] {1, 1, 1, 2}, edge.plusDays(1), new int[] {9, 9, 9}, start.plusDays(1), 5 / 4.0 - 9),
                Arguments.of(new int[] {12, 13}, AS_OF, new int[] {1, 2, 4}, edge, Double.NaN),
                Arguments.of(new int[] {12, 13, 15}, AS_OF, new int[] {1, 2}, edge, Double.NaN),
                Arguments.of(new int[] {12, 13, 15}, AS_OF, new int[] {1, 2, 4}, start, Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("trends")
    void the_trend_compares_90_days_with_the_90_before_when_each_has_three(
            int[] recent, LocalDate recentOn, int[] before, LocalDate beforeOn, double trend) {
        Books books = new Books();
        Arrays.stream(recent).forEach(days -> books.late(days, recentOn));
        Arrays.stream(before).forEach(days -> books.late(days, beforeOn));
        PayerBehaviour behaviour = books.behaviour(AS_OF);
        assertThat(behaviour.recentCount()).isEqualTo(recent.length);
        if (Double.isNaN(trend)) {
            assertThat(behaviour.trendDays()).isEmpty();
        } else {
            assertThat(behaviour.trendDays()).contains(sixDecimals(trend));
        }
        assertThat(behaviour.recentMeanDelayDays().isPresent()).isEqualTo(recent.length >= 3);
    }

    @ParameterizedTest
    @CsvSource({
        // reminded, settled after a reminder, answered within 15 days
        "2026-06-14, 1, 0",
        "2026-06-15, 1, 1",
        "2026-06-29, 1, 1",
        "2026-06-30, 0, 0", // the same day: the payment was under way
        "2026-07-01, 0, 0",
    })
    void a_reminder_comes_before_a_settlement_and_is_answered_within_15_days(
            LocalDate reminded, int after, int answered) {
        PayerBehaviour behaviour = new Books()
                .settled("A", AS_OF.minusDays(40), eur("10.00"), AS_OF)
                .settled("B", AS_OF.plusDays(1), eur("10.00"), AS_OF)
                .behaviour(AS_OF, reminders(Map.of(new ReceivableId("A"), List.of(reminded))));
        assertThat(behaviour.settledAfterReminderShare()).contains(sixDecimals(after / 2.0));
        assertThat(behaviour.lateSettledAfterReminderCount()).isEqualTo(answered);
    }

    @Test
    void promises_and_disputes_are_counted_over_the_same_window() {
        LocalDate outside = day("2025-06-30");
        LocalDate first = day("2025-07-01");
        LocalDate later = AS_OF.plusDays(1);
        PayerBehaviour behaviour = new Books()
                .behaviour(
                        AS_OF,
                        new BehaviourHistory(
                                Map.of(),
                                List.of(outside, first),
                                List.of(first, AS_OF, later),
                                List.of(outside, first, AS_OF, AS_OF)));
        assertThat(behaviour.promisesKept()).isEqualTo(1);
        assertThat(behaviour.promisesBroken()).isEqualTo(2);
        assertThat(behaviour.disputes()).isEqualTo(3);
    }

    @Test
    void written_off_cancelled_and_claims_are_in_no_delay_figure() {
        Books books = new Books()
                .open("W", AS_OF.minusDays(60), eur("100.00"))
                .pay("W", eur("40.00"), AS_OF)
                .open("C", AS_OF.minusDays(60), eur("100.00"))
                .allocate(Allocation.ofCreditNote("CN", "C", eur("100.00")))
                .add(Receivable.invoice("I", AS_OF.minusDays(9), AS_OF.minusDays(9), eur("5.00"))
                        .kind(Receivable.Kind.CLAIM)
                        .build())
                .pay("I", eur("5.00"), AS_OF)
                .late(7, AS_OF);
        books.builder()
                .writeOff(new WriteOff(new DocumentId("WO"), new ReceivableId("W"), eur("60.00"), AS_OF))
                .creditNote(new CreditNote(new DocumentId("CN"), AS_OF, eur("100.00"), Instant.EPOCH));
        PayerBehaviour behaviour = books.behaviour(AS_OF);
        assertThat(behaviour.settledCount()).isEqualTo(1);
        assertThat(behaviour.meanDelayDays()).contains(sixDecimals(7));
    }

    @Test
    void exposure_takes_credit_off_and_overdue_takes_it_off_the_oldest_first() {
        PayerBehaviour behaviour = new Books()
                .open("old", AS_OF.minusDays(50), eur("100.00"))
                .open("young", AS_OF.minusDays(20), eur("80.00"))
                .open("today", AS_OF, eur("7.00"))
                .open("later", AS_OF.plusDays(20), eur("1000.00"))
                .open("dollars", AS_OF.minusDays(5), Money.of(CurrencyUnit.USD, dec("9.00")))
                .credit("onAccount", eur("130.00"), AS_OF)
                .behaviour(AS_OF);
        assertThat(behaviour.exposure())
                .isEqualTo(MoneyBag.of(eur("1187.00").minus(eur("130.00")), Money.of(CurrencyUnit.USD, dec("9.00"))));
        assertThat(behaviour.overdue())
                .isEqualTo(MoneyBag.of(eur("180.00").minus(eur("130.00")), Money.of(CurrencyUnit.USD, dec("9.00"))));
        assertThat(behaviour.oldestOverdueDays()).hasValue(20);
    }

    @Test
    void credit_above_what_is_owed_leaves_nothing_owed_and_nothing_overdue() {
        PayerBehaviour behaviour = new Books()
                .open("A", AS_OF.minusDays(50), eur("100.00"))
                .credit("onAccount", eur("130.00"), AS_OF)
                .behaviour(AS_OF);
        assertThat(behaviour.exposure()).isEqualTo(MoneyBag.empty());
        assertThat(behaviour.overdue()).isEqualTo(MoneyBag.empty());
        assertThat(behaviour.oldestOverdueDays()).isEmpty();
    }

    @Test
    void a_residual_within_the_tolerance_is_owed_but_not_overdue() {
        Books books =
                new Books().open("A", AS_OF.minusDays(300), eur("100.00")).pay("A", eur("99.70"), AS_OF.minusDays(290));
        PayerBehaviour behaviour =
                PayerBehaviours.of(books.ledger(), AS_OF, new Tolerance(dec("0.50")), BehaviourHistory.NONE);
        assertThat(behaviour.exposure()).isEqualTo(MoneyBag.of(eur("0.30")));
        assertThat(behaviour.overdue()).isEqualTo(MoneyBag.empty());
        assertThat(behaviour.settledCount()).isEqualTo(1);
        assertThat(books.behaviour(AS_OF).oldestOverdueDays()).hasValue(300);
    }

    @Test
    void a_grace_makes_small_delays_punctual_but_leaves_the_mean() {
        Books books = new Books().late(2, AS_OF).late(3, AS_OF);
        PayerBehaviour behaviour = PayerBehaviours.of(
                books.ledger(), AS_OF, Tolerance.NONE, BehaviourHistory.NONE, new BehaviourTerms(12, 90, 3, 15, 2));
        assertThat(behaviour.lateCount()).isEqualTo(1);
        assertThat(behaviour.meanDelayDays()).contains(sixDecimals(2.5));
    }

    @ParameterizedTest
    @CsvSource({
        // day asked, frozen as of
        "2026-02-01, 2026-02-01",
        "2026-02-09, 2026-02-01", // nothing in February yet: the first of the month
        "2026-02-10, 2026-02-10", // issued
        "2026-02-19, 2026-02-10",
        "2026-02-20, 2026-02-20", // paid on account
        "2026-02-24, 2026-02-20",
        "2026-02-25, 2026-02-25", // the payment is taken back
        "2026-03-01, 2026-03-01",
        "2026-03-31, 2026-03-03", // credited
        "2026-04-30, 2026-04-04", // written off
        "2026-05-31, 2026-05-01", // what comes in June has not happened
        "2026-06-15, 2026-06-15",
    })
    void behaviour_is_frozen_as_of_the_last_change_of_the_books_or_the_first_of_the_month(
            LocalDate day, LocalDate frozen) {
        Books books = new Books()
                .add(Receivable.invoice("A", day("2026-02-10"), day("2026-03-12"), eur("100.00"))
                        .build())
                .pay("A", eur("60.00"), day("2026-02-20"))
                .credit("onAccount", eur("5.00"), day("2026-06-15"))
                .allocate(Allocation.ofPayment("P1", "A", eur("60.00")).reversed(eur("60.00"), day("2026-02-25")));
        books.builder()
                .creditNote(new CreditNote(new DocumentId("CN"), day("2026-03-03"), eur("1.00"), Instant.EPOCH))
                .writeOff(new WriteOff(new DocumentId("WO"), new ReceivableId("A"), eur("1.00"), day("2026-04-04")));
        assertThat(PayerBehaviours.frozenAsOf(books.ledger(), day)).isEqualTo(frozen);
    }

    @Test
    void a_behaviour_built_again_from_itself_is_equal() {
        PayerBehaviour behaviour = new Books()
                .late(4, AS_OF)
                .late(9, AS_OF)
                .open("A", AS_OF.minusDays(3), eur("1.00"))
                .behaviour(AS_OF);
        assertThat(behaviour.toBuilder().build()).isEqualTo(behaviour).hasSameHashCodeAs(behaviour);
        assertThat(behaviour.toBuilder().disputes(1).build()).isNotEqualTo(behaviour);
    }

    @Test
    void windows_below_their_least_are_refused_by_name() {
        assertThatThrownBy(() -> new BehaviourTerms(0, 90, 3, 15, 0)).hasMessage("months is at least 1, but was 0");
        assertThatThrownBy(() -> new BehaviourTerms(12, 90, 3, 15, -1))
                .hasMessage("onTimeGraceDays is at least 0, but was -1");
    }

    private static BehaviourHistory reminders(Map<ReceivableId, List<LocalDate>> reminders) {
        return new BehaviourHistory(reminders, List.of(), List.of(), List.of());
    }

    private static BigDecimal sixDecimals(double figure) {
        return BigDecimal.valueOf(figure).setScale(6, RoundingMode.HALF_UP);
    }
}
