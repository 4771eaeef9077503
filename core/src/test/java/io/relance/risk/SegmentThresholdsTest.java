package io.relance.risk;

import static io.relance.risk.Books.dec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.PayerBehaviour;
import io.relance.account.Segment;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentThresholdsTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    @ParameterizedTest
    @CsvSource({
        // settled, trend, mean, on time, late, answered -> segment
        "0,,,, 0, 0, NEW",
        "2, 40, 40, 0.00, 2, 2, NEW", // first that holds: all others hold too, or nearly
        "3,, 2, 0.80, 1, 0, PROMPT",
        "9, 10.000001, 1, 1.00, 0, 0, DETERIORATING",
        "9, 10, 1, 1.00, 0, 0, PROMPT",
        "9,, 1, 1.00, 0, 0, PROMPT",
        "9, 11, 40, 0.00, 9, 9, DETERIORATING",
        "9,, 2.000001, 0.80, 2, 0, OCCASIONALLY_LATE",
        "9,, 2, 0.799999, 2, 0, OCCASIONALLY_LATE",
        "9,, -5, 0.80, 2, 2, PROMPT",
        "9,, 8, 0.50, 4, 2, AFTER_REMINDER",
        "9,, 8, 0.50, 5, 2, OCCASIONALLY_LATE",
        "9,, 40, 0.50, 4, 2, AFTER_REMINDER",
        "9,, 40, 0.50, 4, 1, CHRONICALLY_LATE",
        "9,, 15, 0.50, 4, 1, OCCASIONALLY_LATE",
        "9,, 15.000001, 0.50, 4, 1, CHRONICALLY_LATE",
        "9, -30, 15.000001, 0.50, 4, 1, CHRONICALLY_LATE",
    })
    void the_first_segment_that_holds_is_the_segment(
            int settled,
            BigDecimal trend,
            BigDecimal mean,
            BigDecimal onTime,
            int late,
            int answered,
            Segment segment) {
        PayerBehaviour.Builder behaviour = PayerBehaviour.asOf(AS_OF)
                .settledCount(settled)
                .lateCount(late)
                .lateSettledAfterReminderCount(answered);
        if (trend != null) {
            behaviour.trendDays(trend);
        }
        if (mean != null) {
            behaviour.meanDelayDays(mean).onTimeShare(onTime);
        }
        assertThat(SegmentThresholds.STANDARD.segment(behaviour.build())).isEqualTo(segment);
    }

    @Test
    void nobody_late_is_not_somebody_who_waits_for_reminders() {
        SegmentThresholds strict = new SegmentThresholds(3, dec("10"), dec("-10"), dec("1"), dec("0.5"), dec("15"));
        PayerBehaviour early = PayerBehaviour.asOf(AS_OF)
                .settledCount(5)
                .meanDelayDays(dec("-1"))
                .onTimeShare(dec("1"))
                .build();
        assertThat(strict.segment(early)).isEqualTo(Segment.OCCASIONALLY_LATE);
    }

    @Test
    void thresholds_are_the_creditors_to_choose() {
        SegmentThresholds own = new SegmentThresholds(1, dec("5"), dec("7"), dec("0.5"), dec("0.9"), dec("30"));
        Books books = new Books().late(20, AS_OF).late(0, AS_OF).late(0, AS_OF);
        PayerBehaviour behaviour = books.behaviour(AS_OF);
        assertThat(own.segment(behaviour)).isEqualTo(Segment.PROMPT);
        assertThat(SegmentThresholds.STANDARD.segment(behaviour)).isEqualTo(Segment.OCCASIONALLY_LATE);
    }

    @Test
    void a_share_that_is_no_fraction_is_refused() {
        assertThatThrownBy(() -> new SegmentThresholds(3, dec("10"), dec("2"), dec("80"), dec("0.5"), dec("15")))
                .hasMessage("promptOnTimeAtLeast is a fraction from 0 to 1, but was 80");
        assertThatThrownBy(() -> new SegmentThresholds(3, dec("10"), dec("2"), dec("0.8"), dec("0"), dec("15")))
                .hasMessageContaining("afterReminderAtLeast is above 0");
    }
}
