package io.relance.json;

import io.relance.account.FrozenBehaviour;
import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.RiskLevel;
import io.relance.account.ScoreReason;
import io.relance.account.Segment;

/** The stored form of how an account pays. */
final class BehaviourForms {
    private BehaviourForms() {}

    static StoredOut frozen(FrozenBehaviour frozen) {
        return new StoredOut()
                .mapping("figures", frozen.behaviour(), BehaviourForms::figures)
                .text("segment", frozen.segment())
                .mapping("score", frozen.score(), BehaviourForms::score);
    }

    static FrozenBehaviour frozen(StoredIn in) {
        return new FrozenBehaviour(
                in.mapping("figures", BehaviourForms::figures),
                in.text("segment", Segment::valueOf),
                in.mapping("score", BehaviourForms::score));
    }

    private static StoredOut figures(PayerBehaviour figures) {
        return new StoredOut()
                .text("asOf", figures.asOf())
                .number("settled", figures.settledCount())
                .number("late", figures.lateCount())
                .number("lateSettledAfterReminder", figures.lateSettledAfterReminderCount())
                .number("recent", figures.recentCount())
                .decimal("meanDelay", figures.meanDelayDays())
                .decimal("medianDelay", figures.medianDelayDays())
                .decimal("weightedMeanDelay", figures.weightedMeanDelayDays())
                .decimal("delayStandardDeviation", figures.delayStandardDeviationDays())
                .decimal("recentMeanDelay", figures.recentMeanDelayDays())
                .decimal("trend", figures.trendDays())
                .decimal("onTimeShare", figures.onTimeShare())
                .decimal("settledAfterReminderShare", figures.settledAfterReminderShare())
                .number("largestDelay", figures.largestDelayDays())
                .number("promisesKept", figures.promisesKept())
                .number("promisesBroken", figures.promisesBroken())
                .number("disputes", figures.disputes())
                .money("exposure", figures.exposure())
                .money("overdue", figures.overdue())
                .number("oldestOverdue", figures.oldestOverdueDays());
    }

    private static PayerBehaviour figures(StoredIn in) {
        PayerBehaviour.Builder builder = PayerBehaviour.asOf(in.date("asOf"))
                .settledCount(in.integer("settled"))
                .lateCount(in.integer("late"))
                .lateSettledAfterReminderCount(in.integer("lateSettledAfterReminder"))
                .recentCount(in.integer("recent"))
                .promisesKept(in.integer("promisesKept"))
                .promisesBroken(in.integer("promisesBroken"))
                .disputes(in.integer("disputes"))
                .exposure(in.bag("exposure"))
                .overdue(in.bag("overdue"));
        in.decimal("meanDelay").ifPresent(builder::meanDelayDays);
        in.decimal("medianDelay").ifPresent(builder::medianDelayDays);
        in.decimal("weightedMeanDelay").ifPresent(builder::weightedMeanDelayDays);
        in.decimal("delayStandardDeviation").ifPresent(builder::delayStandardDeviationDays);
        in.decimal("recentMeanDelay").ifPresent(builder::recentMeanDelayDays);
        in.decimal("trend").ifPresent(builder::trendDays);
        in.decimal("onTimeShare").ifPresent(builder::onTimeShare);
        in.decimal("settledAfterReminderShare").ifPresent(builder::settledAfterReminderShare);
        in.optionalInteger("largestDelay").ifPresent(builder::largestDelayDays);
        in.optionalInteger("oldestOverdue").ifPresent(builder::oldestOverdueDays);
        return builder.build();
    }

    private static StoredOut score(PaymentScore score) {
        return new StoredOut()
                .text("asOf", score.asOf())
                .number("value", score.value())
                .text("level", score.level())
                .flag("basedOnHistory", score.basedOnHistory())
                .list(
                        "reasons",
                        score.reasons(),
                        reason -> new StoredOut()
                                .text("feature", reason.feature())
                                .decimal("value", reason.value())
                                .number("points", reason.points())
                                .text("text", reason.text()));
    }

    private static PaymentScore score(StoredIn in) {
        return new PaymentScore(
                in.date("asOf"),
                in.integer("value"),
                in.text("level", RiskLevel::valueOf),
                in.flag("basedOnHistory"),
                in.list(
                        "reasons",
                        reason -> new ScoreReason(
                                reason.text("feature", ScoreReason.Feature::valueOf),
                                reason.decimal("value"),
                                reason.integer("points"),
                                reason.text("text"))));
    }
}
