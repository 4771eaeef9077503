package io.relance.aging;

import io.relance.receivable.Receivable;
import io.relance.time.BusinessCalendar;
import io.relance.time.DayRoll;
import java.time.LocalDate;

/**
 * When a receivable is late: its due date as written, or rolled when it is not a business day and the law says so. Days
 * late are counted from the date that comes out.
 *
 * @param roll what happens to a due date that is not a business day
 * @param calendar which days are business days
 */
public record DueDates(DayRoll roll, BusinessCalendar calendar) {
    /** The due date stands as written: the default. */
    public static final DueDates AS_WRITTEN = new DueDates(DayRoll.NONE, BusinessCalendar.weekendsOnly());

    /** The last day on which {@code receivable} is not late. */
    public LocalDate of(Receivable receivable) {
        return roll.roll(receivable.due(), calendar);
    }

    /** How many days late {@code receivable} is on {@code date}; 0 on its due date, negative before. */
    public long daysLate(Receivable receivable, LocalDate date) {
        return date.toEpochDay() - of(receivable).toEpochDay();
    }
}
