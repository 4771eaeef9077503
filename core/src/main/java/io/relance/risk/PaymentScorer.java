package io.relance.risk;

import io.relance.account.ExternalScore;
import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.ScoreReason;
import io.relance.account.ScoreReason.Feature;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores a payer from 0 to 100 with the {@link ScoreCard}: an additive score card, whose reasons add up to the score.
 *
 * <p>Figures over n settled invoices are shrunk towards the portfolio's: n / (n + 5) of the account's, the rest of the
 * portfolio's, 6 decimals, half up. Without a settled invoice they are the portfolio's, so that the score is neutral, and
 * says so. The recent delay is shrunk by the number of recent invoices; where these are too few for a mean, the account's
 * whole mean delay stands in.
 */
public final class PaymentScorer {
    private final PayerBehaviour behaviour;
    private final PortfolioMeans means;
    private final List<ScoreReason> reasons = new ArrayList<>();

    private PaymentScorer(PayerBehaviour behaviour, PortfolioMeans means) {
        this.behaviour = behaviour;
        this.means = means;
    }

    /** The score without an external one; a reason says that it is missing. */
    public static PaymentScore score(PayerBehaviour behaviour, PortfolioMeans means) {
        return score(behaviour, means, Optional.empty(), behaviour.asOf());
    }

    /**
     * The score of a payer on {@code date}.
     *
     * @param external what an agency says; missing, expired before {@code date} or dated after it: no points, and a reason
     *     says so
     * @param date the day on which the external score must be valid
     */
    public static PaymentScore score(
            PayerBehaviour behaviour, PortfolioMeans means, Optional<ExternalScore> external, LocalDate date) {
        return new PaymentScorer(behaviour, means).scored(external, date);
    }

    private PaymentScore scored(Optional<ExternalScore> external, LocalDate date) {
        int n = behaviour.settledCount();
        if (n == 0) {
            reasons.add(new ScoreReason(
                    Feature.NO_HISTORY,
                    Optional.empty(),
                    0,
                    "no invoice was settled in the window: scored as the portfolio's mean payer"));
        }
        BigDecimal delay = shrunk(
                Feature.MEAN_DELAY,
                ScoreCard.MEAN_DELAY,
                behaviour.meanDelayDays(),
                n,
                means.meanDelayDays(),
                "a mean delay of # days");
        shrunk(
                Feature.WEIGHTED_DELAY,
                ScoreCard.WEIGHTED_DELAY,
                behaviour.weightedMeanDelayDays(),
                n,
                means.weightedMeanDelayDays(),
                "a delay, weighted by amount, of # days");
        recent(delay);
        shrunk(
                Feature.LARGEST_DELAY,
                ScoreCard.LARGEST_DELAY,
                behaviour.largestDelayDays().stream()
                        .mapToObj(BigDecimal::valueOf)
                        .findFirst(),
                n,
                means.largestDelayDays(),
                "a largest delay of # days");
        shrunk(
                Feature.ON_TIME_SHARE,
                ScoreCard.ON_TIME_SHARE,
                behaviour.onTimeShare(),
                n,
                means.onTimeShare(),
                "a share of # on time");
        shrunk(
                Feature.AFTER_REMINDER_SHARE,
                ScoreCard.AFTER_REMINDER_SHARE,
                behaviour.settledAfterReminderShare(),
                n,
                means.settledAfterReminderShare(),
                "a share of # settled only after a reminder");
        int oldest = behaviour.oldestOverdueDays().orElse(0);
        plain(
                Feature.OLDEST_OVERDUE,
                ScoreCard.OLDEST_OVERDUE,
                oldest,
                oldest == 0 ? "nothing is overdue" : "the oldest overdue item is " + oldest + " days late");
        plain(
                Feature.BROKEN_PROMISES,
                ScoreCard.BROKEN_PROMISES,
                behaviour.promisesBroken(),
                "promises broken: " + behaviour.promisesBroken() + ", kept: " + behaviour.promisesKept());
        external(external, date);
        int sum = reasons.stream().mapToInt(ScoreReason::points).sum();
        int value = Math.max(PaymentScore.MIN, Math.min(PaymentScore.MAX, sum));
        if (value != sum) {
            reasons.add(new ScoreReason(
                    Feature.LIMIT,
                    Optional.of(BigDecimal.valueOf(sum)),
                    value - sum,
                    "a score stays within " + PaymentScore.MIN + " and " + PaymentScore.MAX));
        }
        return new PaymentScore(behaviour.asOf(), value, ScoreCard.level(value), n > 0, reasons);
    }

    private BigDecimal shrunk(
            Feature feature, PointScale scale, Optional<BigDecimal> own, int n, BigDecimal portfolio, String what) {
        BigDecimal value = shrink(own.orElse(portfolio), own.isPresent() ? n : 0, portfolio);
        String text = own.filter(figure -> n > 0)
                .map(figure -> what.replace("#", Figures.plain(figure)) + " over " + n + " settled, taken as "
                        + Figures.plain(value) + " with " + portfolioIs(portfolio))
                .orElseGet(() -> "nothing settled: " + portfolioIs(portfolio));
        reasons.add(new ScoreReason(feature, Optional.of(value), scale.points(value), text));
        return value;
    }

    private void recent(BigDecimal wholeDelay) {
        Optional<BigDecimal> own = behaviour.recentMeanDelayDays();
        BigDecimal value = own.map(days -> shrink(days, behaviour.recentCount(), means.meanDelayDays()))
                .orElse(wholeDelay);
        String text = own.map(
                        days -> "a mean delay of " + Figures.plain(days) + " days over the " + behaviour.recentCount()
                                + " newest settled, taken as " + Figures.plain(value) + " with "
                                + portfolioIs(means.meanDelayDays()))
                .orElse("too few settled recently: the mean delay stands in");
        reasons.add(
                new ScoreReason(Feature.RECENT_DELAY, Optional.of(value), ScoreCard.RECENT_DELAY.points(value), text));
    }

    private void plain(Feature feature, PointScale scale, int figure, String text) {
        BigDecimal value = BigDecimal.valueOf(figure);
        reasons.add(new ScoreReason(feature, Optional.of(value), scale.points(value), text));
    }

    private void external(Optional<ExternalScore> external, LocalDate date) {
        String unusable = external.map(score -> score.date().isAfter(date)
                        ? "the score of " + score.source() + " is of " + score.date() + ", after " + date
                        : score.expires().isBefore(date)
                                ? "the score of " + score.source() + " expired on " + score.expires()
                                : "")
                .orElse("no external score is known");
        if (external.isEmpty() || !unusable.isEmpty()) {
            reasons.add(new ScoreReason(Feature.EXTERNAL_SCORE, Optional.empty(), 0, unusable + ": scored without it"));
            return;
        }
        ExternalScore score = external.get();
        plain(
                Feature.EXTERNAL_SCORE,
                ScoreCard.EXTERNAL_SCORE,
                score.value(),
                score.value() + " of " + PaymentScore.MAX + " by " + score.source() + " of " + score.date()
                        + ", valid until " + score.expires());
    }

    private String portfolioIs(BigDecimal figure) {
        return "the portfolio's " + Figures.plain(figure)
                + means.asOf().map(day -> " of " + day).orElse(" (assumed)");
    }

    private static BigDecimal shrink(BigDecimal own, int n, BigDecimal portfolio) {
        BigDecimal above =
                own.multiply(BigDecimal.valueOf(n)).add(portfolio.multiply(BigDecimal.valueOf(ScoreCard.SHRINKAGE)));
        return Figures.ratio(above, (long) n + ScoreCard.SHRINKAGE);
    }
}
