package io.relance.kpi;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** The days of a count-back series, and what each is compared with. */
final class CountBackDays {
    private final List<LocalDate> dates;
    private final long[] days;
    private final long[] starts;
    private final long[] monthsBefore;

    /** @param dates ascending, without doubles */
    CountBackDays(List<LocalDate> dates, IndicatorOptions options) {
        this.dates = dates;
        this.days = epochDays(date -> date);
        this.starts = epochDays(date -> date.minusDays(options.periodDays()));
        this.monthsBefore = epochDays(date -> date.withDayOfMonth(1).minusDays(1));
    }

    private long[] epochDays(UnaryOperator<LocalDate> of) {
        return dates.stream().map(of).mapToLong(LocalDate::toEpochDay).toArray();
    }

    List<LocalDate> dates() {
        return dates;
    }

    int size() {
        return days.length;
    }

    /** A sum as of each day. */
    DaySteps steps() {
        return new DaySteps(days);
    }

    /** A sum as of the day before each day's period. */
    DaySteps stepsBeforePeriod() {
        return new DaySteps(starts);
    }

    /** A sum as of the last day of the month before each day's. */
    DaySteps stepsBeforeMonth() {
        return new DaySteps(monthsBefore);
    }
}
