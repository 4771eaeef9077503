package io.relance.json;

import io.relance.json.tree.MappingBuilder;
import io.relance.json.tree.ObjectReader;
import io.relance.policy.Policy;
import io.relance.risk.PortfolioMeans;
import io.relance.risk.SegmentThresholds;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** The thresholds of segments and the means of the portfolio; a figure that is not given is the standard one. */
final class FigureReading {
    private static final String SEGMENTS = "segments";
    private static final String MEANS = "portfolioMeans";

    private final ObjectReader policy;

    FigureReading(ObjectReader policy) {
        this.policy = policy;
    }

    void read(Policy.Builder into) {
        policy.object(SEGMENTS).ifPresent(o -> into.segmentThresholds(segments(o)));
        policy.object(MEANS).ifPresent(o -> into.portfolioMeans(means(o)));
    }

    private static SegmentThresholds segments(ObjectReader o) {
        SegmentThresholds s = SegmentThresholds.STANDARD;
        int newBelow = o.integer("newBelow", 0, Integer.MAX_VALUE).orElse(s.newBelow());
        BigDecimal deteriorating = figure(o, "deterioratingAbove", s.deterioratingAbove(), v -> v);
        BigDecimal promptMean = figure(o, "promptMeanAtMost", s.promptMeanAtMost(), v -> v);
        BigDecimal onTime = figure(
                o,
                "promptOnTimeAtLeast",
                s.promptOnTimeAtLeast(),
                v -> new SegmentThresholds(0, v, v, v, BigDecimal.ONE, v).promptOnTimeAtLeast());
        BigDecimal afterReminder = figure(
                o,
                "afterReminderAtLeast",
                s.afterReminderAtLeast(),
                v -> new SegmentThresholds(0, v, v, BigDecimal.ONE, v, v).afterReminderAtLeast());
        BigDecimal chronic = figure(o, "chronicallyLateAbove", s.chronicallyLateAbove(), v -> v);
        o.finish();
        return new SegmentThresholds(newBelow, deteriorating, promptMean, onTime, afterReminder, chronic);
    }

    private static PortfolioMeans means(ObjectReader o) {
        PortfolioMeans a = PortfolioMeans.ASSUMED;
        UnaryOperator<BigDecimal> fraction = v -> new PortfolioMeans(a.asOf(), v, v, v, v, v).onTimeShare();
        PortfolioMeans means = new PortfolioMeans(
                o.date("asOf").optional(),
                figure(o, "meanDelayDays", a.meanDelayDays(), v -> v),
                figure(o, "weightedMeanDelayDays", a.weightedMeanDelayDays(), v -> v),
                figure(o, "largestDelayDays", a.largestDelayDays(), v -> v),
                figure(o, "onTimeShare", a.onTimeShare(), fraction),
                figure(o, "settledAfterReminderShare", a.settledAfterReminderShare(), fraction));
        o.finish();
        return means;
    }

    /** {@code check} refuses what the figure can't be, as the type that takes it does. */
    private static BigDecimal figure(ObjectReader o, String key, BigDecimal standard, UnaryOperator<BigDecimal> check) {
        return o.decimal(key).as(check).orElse(standard);
    }

    static void write(Policy policy, MappingBuilder into) {
        SegmentThresholds s = policy.segmentThresholds();
        SegmentThresholds standard = SegmentThresholds.STANDARD;
        MappingBuilder segments = new MappingBuilder();
        if (s.newBelow() != standard.newBelow()) {
            segments.number("newBelow", s.newBelow());
        }
        figure(segments, "deterioratingAbove", s.deterioratingAbove(), standard.deterioratingAbove());
        figure(segments, "promptMeanAtMost", s.promptMeanAtMost(), standard.promptMeanAtMost());
        figure(segments, "promptOnTimeAtLeast", s.promptOnTimeAtLeast(), standard.promptOnTimeAtLeast());
        figure(segments, "afterReminderAtLeast", s.afterReminderAtLeast(), standard.afterReminderAtLeast());
        figure(segments, "chronicallyLateAbove", s.chronicallyLateAbove(), standard.chronicallyLateAbove());
        add(SEGMENTS, segments, into);

        PortfolioMeans m = policy.portfolioMeans();
        PortfolioMeans assumed = PortfolioMeans.ASSUMED;
        MappingBuilder means = new MappingBuilder();
        m.asOf().ifPresent(day -> means.date("asOf", day));
        figure(means, "meanDelayDays", m.meanDelayDays(), assumed.meanDelayDays());
        figure(means, "weightedMeanDelayDays", m.weightedMeanDelayDays(), assumed.weightedMeanDelayDays());
        figure(means, "largestDelayDays", m.largestDelayDays(), assumed.largestDelayDays());
        figure(means, "onTimeShare", m.onTimeShare(), assumed.onTimeShare());
        figure(means, "settledAfterReminderShare", m.settledAfterReminderShare(), assumed.settledAfterReminderShare());
        add(MEANS, means, into);
    }

    private static void figure(MappingBuilder into, String key, BigDecimal value, BigDecimal standard) {
        if (value.compareTo(standard) != 0) {
            into.decimal(key, value.stripTrailingZeros());
        }
    }

    private static void add(String key, MappingBuilder content, MappingBuilder into) {
        if (!content.build().entries().isEmpty()) {
            into.node(key, content.build());
        }
    }
}
