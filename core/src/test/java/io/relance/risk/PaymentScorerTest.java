package io.relance.risk;

import static io.relance.risk.Books.day;
import static io.relance.risk.Books.dec;
import static io.relance.risk.Books.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.ExternalScore;
import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.RiskLevel;
import io.relance.account.ScoreReason;
import io.relance.account.ScoreReason.Feature;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentScorerTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    @Test
    void the_eight_features_give_at_most_100_points_and_at_least_0() {
        List<PointScale> features = List.of(
                ScoreCard.MEAN_DELAY,
                ScoreCard.WEIGHTED_DELAY,
                ScoreCard.RECENT_DELAY,
                ScoreCard.LARGEST_DELAY,
                ScoreCard.ON_TIME_SHARE,
                ScoreCard.AFTER_REMINDER_SHARE,
                ScoreCard.OLDEST_OVERDUE,
                ScoreCard.BROKEN_PROMISES);
        assertThat(features.stream().mapToInt(PointScale::max).sum()).isEqualTo(100);
        assertThat(features).allSatisfy(scale -> assertThat(scale.otherwise()).isZero());
    }

    @Test
    void without_history_the_score_is_the_mean_payers_and_says_so() {
        PaymentScore score = PaymentScorer.score(PayerBehaviour.asOf(AS_OF).build(), PortfolioMeans.ASSUMED);
        // 12 days: 10, 5 and 5; 30 days at most: 3; half on time: 8; a quarter reminded: 6; nothing overdue: 15; none
        // broken: 10
        assertThat(score.value()).isEqualTo(10 + 5 + 5 + 3 + 8 + 6 + 15 + 10);
        assertThat(score.level()).isEqualTo(RiskLevel.MODERATE);
        assertThat(score.basedOnHistory()).isFalse();
        assertThat(reason(score, Feature.NO_HISTORY).text())
                .isEqualTo("no invoice was settled in the window: scored as the portfolio's mean payer");
        assertThat(reason(score, Feature.MEAN_DELAY).text()).isEqualTo("nothing settled: the portfolio's 12 (assumed)");
    }

    @Test
    void a_figure_over_n_invoices_weighs_n_of_n_plus_5() {
        Books books = new Books();
        for (int i = 0; i < 15; i++) {
            books.late(40, AS_OF);
        }
        PaymentScore score = PaymentScorer.score(books.behaviour(AS_OF), PortfolioMeans.ASSUMED);
        ScoreReason mean = reason(score, Feature.MEAN_DELAY);
        assertThat(mean.value()).contains(sixDecimals((15 * 40 + 5 * 12) / 20.0));
        assertThat(mean.points()).isEqualTo(ScoreCard.MEAN_DELAY.points(dec("33")));
        assertThat(mean.text())
                .isEqualTo("a mean delay of 40 days over 15 settled, taken as 33 with the portfolio's 12 (assumed)");
        assertThat(reason(score, Feature.ON_TIME_SHARE).value()).contains(sixDecimals((15 * 0.0 + 5 * 0.5) / 20.0));
        assertThat(reason(score, Feature.LARGEST_DELAY).value()).contains(sixDecimals((15 * 40 + 5 * 30) / 20.0));
        assertThat(score.basedOnHistory()).isTrue();
        assertThat(score.reasons()).noneMatch(reason -> reason.feature() == Feature.NO_HISTORY);
    }

    @Test
    void the_recent_delay_is_shrunk_by_its_own_number_and_the_whole_mean_stands_in_when_that_is_too_small() {
        Books books = new Books();
        for (int i = 0; i < 7; i++) {
            books.late(0, AS_OF.minusDays(200));
        }
        books.late(30, AS_OF).late(30, AS_OF);
        PaymentScore few = PaymentScorer.score(books.behaviour(AS_OF), PortfolioMeans.ASSUMED);
        assertThat(reason(few, Feature.RECENT_DELAY).value())
                .isEqualTo(reason(few, Feature.MEAN_DELAY).value())
                .contains(sixDecimals((2 * 30 + 5 * 12) / 14.0));
        assertThat(reason(few, Feature.RECENT_DELAY).text()).contains("too few settled recently");
        books.late(30, AS_OF);
        PaymentScore enough = PaymentScorer.score(books.behaviour(AS_OF), PortfolioMeans.ASSUMED);
        assertThat(reason(enough, Feature.RECENT_DELAY).value()).contains(sixDecimals((3 * 30 + 5 * 12) / 8.0));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 10", "80, 10", "79, 5", "60, 5", "59, 0", "40, 0", "39, -10", "20, -10", "19, -20", "0, -20",
    })
    void an_external_score_adds_or_takes_off_points(int external, int points) {
        PaymentScore with = scoreWith(Optional.of(agency(external)), AS_OF);
        PaymentScore without = scoreWith(Optional.empty(), AS_OF);
        assertThat(reason(with, Feature.EXTERNAL_SCORE).points()).isEqualTo(points);
        assertThat(with.value() - without.value()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-31, 'the score of Agency is of 2026-06-01, after 2026-05-31: scored without it'",
        "2026-06-01, '90 of 100 by Agency of 2026-06-01, valid until 2026-07-15'",
        "2026-07-15, '90 of 100 by Agency of 2026-06-01, valid until 2026-07-15'",
        "2026-07-16, 'the score of Agency expired on 2026-07-15: scored without it'",
    })
    void an_external_score_counts_from_its_date_to_its_expiry(LocalDate date, String text) {
        ScoreReason reason = reason(scoreWith(Optional.of(agency(90)), date), Feature.EXTERNAL_SCORE);
        assertThat(reason.text()).isEqualTo(text);
        assertThat(reason.points()).isEqualTo(text.endsWith("without it") ? 0 : 10);
    }

    @Test
    void a_missing_external_score_is_named() {
        ScoreReason reason = reason(scoreWith(Optional.empty(), AS_OF), Feature.EXTERNAL_SCORE);
        assertThat(reason.text()).isEqualTo("no external score is known: scored without it");
        assertThat(reason.value()).isEmpty();
    }

    @Test
    void a_score_stays_within_0_and_100_and_says_what_was_cut() {
        PortfolioMeans perfect =
                new PortfolioMeans(Optional.of(AS_OF), dec("0"), dec("0"), dec("0"), dec("1"), dec("0"));
        PayerBehaviour best = PayerBehaviour.asOf(AS_OF).build();
        PaymentScore high = PaymentScorer.score(best, perfect, Optional.of(agency(95)), AS_OF);
        assertThat(high.value()).isEqualTo(100);
        assertThat(reason(high, Feature.LIMIT).points()).isEqualTo(100 - (100 + 10));

        PortfolioMeans awful =
                new PortfolioMeans(Optional.of(AS_OF), dec("99"), dec("99"), dec("99"), dec("0"), dec("1"));
        PayerBehaviour worst =
                best.toBuilder().promisesBroken(3).oldestOverdueDays(91).build();
        PaymentScore low = PaymentScorer.score(worst, awful, Optional.of(agency(0)), AS_OF);
        assertThat(low.value()).isZero();
        assertThat(low.level()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(reason(low, Feature.LIMIT).points()).isEqualTo(0 - -20);
    }

    @ParameterizedTest
    @CsvSource({
        "100, LOW",
        "75, LOW",
        "74, MODERATE",
        "50, MODERATE",
        "49, HIGH",
        "25, HIGH",
        "24, CRITICAL",
        "0, CRITICAL",
    })
    void the_risk_level_follows_from_the_score(int score, RiskLevel level) {
        assertThat(ScoreCard.level(score)).isEqualTo(level);
    }

    @Test
    void overdue_items_and_broken_promises_count_as_they_are() {
        BehaviourHistory history = new BehaviourHistory(Map.of(), List.of(), List.of(AS_OF), List.of());
        PaymentScore score = PaymentScorer.score(
                new Books().open("A", AS_OF.minusDays(31), eur("1.00")).behaviour(AS_OF, history),
                PortfolioMeans.ASSUMED);
        assertThat(reason(score, Feature.OLDEST_OVERDUE))
                .isEqualTo(new ScoreReason(
                        Feature.OLDEST_OVERDUE, Optional.of(dec("31")), 3, "the oldest overdue item is 31 days late"));
        assertThat(reason(score, Feature.BROKEN_PROMISES).points()).isEqualTo(6);
    }

    @Test
    void a_score_that_its_reasons_do_not_add_up_to_is_refused() {
        assertThatThrownBy(() -> new PaymentScore(AS_OF, 5, RiskLevel.LOW, true, List.of()))
                .hasMessage("the reasons of a payment score add up to 0, but the score is 5");
        assertThatThrownBy(() -> new PaymentScore(AS_OF, 101, RiskLevel.LOW, true, List.of()))
                .hasMessage("a payment score is 0 to 100, but was 101");
        assertThatThrownBy(() -> new ExternalScore("Agency", 101, AS_OF, AS_OF))
                .hasMessageContaining("Agency gave 101");
        assertThatThrownBy(() -> new ExternalScore("Agency", 50, AS_OF, AS_OF.minusDays(1)))
                .hasMessageContaining("expires before that");
    }

    @Test
    void portfolio_means_weigh_every_settled_invoice_alike() {
        Books often = new Books("A").late(0, AS_OF).late(0, AS_OF).late(6, AS_OF);
        Books once = new Books("B").settled("X", AS_OF.minusDays(50), eur("900.00"), AS_OF);
        Books never = new Books("C").open("Y", AS_OF.minusDays(70), eur("900.00"));
        PortfolioMeans means = PortfolioMeans.of(
                AS_OF,
                Stream.of(often, once, never).map(Books::ledger).toList(),
                io.relance.money.Tolerance.NONE,
                account -> account.customer().value().equals("B")
                        ? new BehaviourHistory(
                                Map.of(new io.relance.receivable.ReceivableId("X"), List.of(AS_OF.minusDays(3))),
                                List.of(),
                                List.of(),
                                List.of())
                        : BehaviourHistory.NONE,
                BehaviourTerms.STANDARD);
        assertThat(means)
                .isEqualTo(new PortfolioMeans(
                        Optional.of(AS_OF),
                        sixDecimals((0 + 0 + 6 + 50) / 4.0),
                        sixDecimals((3 * 2 + 1 * 50) / 4.0),
                        sixDecimals((6 + 50) / 2.0),
                        sixDecimals(2 / 4.0),
                        sixDecimals(1 / 4.0)));
        assertThat(PortfolioMeans.of(AS_OF, List.of(never.behaviour(AS_OF)))).isEqualTo(PortfolioMeans.ASSUMED);
    }

    private static PaymentScore scoreWith(Optional<ExternalScore> external, LocalDate date) {
        return PaymentScorer.score(new Books().late(3, AS_OF).behaviour(AS_OF), PortfolioMeans.ASSUMED, external, date);
    }

    private static ExternalScore agency(int value) {
        return new ExternalScore("Agency", value, day("2026-06-01"), day("2026-07-15"));
    }

    static ScoreReason reason(PaymentScore score, Feature feature) {
        return score.reasons().stream()
                .filter(reason -> reason.feature() == feature)
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal sixDecimals(double figure) {
        return BigDecimal.valueOf(figure).setScale(6, RoundingMode.HALF_UP);
    }
}
