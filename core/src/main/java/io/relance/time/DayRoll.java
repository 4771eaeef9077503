package io.relance.time;

import java.time.LocalDate;

/** What happens to a date that is not a business day. */
public enum DayRoll {
    /** It stays where it is. */
    NONE,
    /** It moves to the next business day. */
    FOLLOWING,
    /** It moves to the last business day before. */
    PRECEDING;

    /** {@code date} moved as this convention says. */
    public LocalDate roll(LocalDate date, BusinessCalendar calendar) {
        return switch (this) {
            case NONE -> date;
            case FOLLOWING -> calendar.nextOrSame(date);
            case PRECEDING -> calendar.previousOrSame(date);
        };
    }
}
