package io.relance.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Which dates are business days: not a weekend, not a public holiday.
 *
 * <p>An implementation is immutable and answers the same for ever; the host's adapters (Jollyday, its own table) make one
 * per country. Never all days are holidays: the searches below give up after {@value #MAX_SEARCH} days.
 */
@FunctionalInterface
public interface BusinessCalendar {
    /** How far {@link #nextOrSame} and its kind look before they say that the calendar has no business day. */
    int MAX_SEARCH = 3660;

    /** Whether people work on {@code date}. */
    boolean isBusinessDay(LocalDate date);

    /** Saturday and Sunday off, no public holidays: for countries that no calendar is known for. */
    static BusinessCalendar weekendsOnly() {
        return date -> date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
    }

    /** Saturday and Sunday off, and the dates given. */
    static BusinessCalendar of(Set<LocalDate> holidays) {
        Set<LocalDate> off = Set.copyOf(holidays);
        BusinessCalendar weekends = weekendsOnly();
        return date -> weekends.isBusinessDay(date) && !off.contains(date);
    }

    /** {@code date} if it is a business day, else the first one after it. */
    default LocalDate nextOrSame(LocalDate date) {
        return search(date, 1);
    }

    /** The first business day after {@code date}. */
    default LocalDate next(LocalDate date) {
        return search(date.plusDays(1), 1);
    }

    /** {@code date} if it is a business day, else the last one before it. */
    default LocalDate previousOrSame(LocalDate date) {
        return search(date, -1);
    }

    /**
     * The {@code days}-th business day after {@code date}; {@code date} itself for 0.
     *
     * @throws IllegalArgumentException when {@code days} is negative
     */
    default LocalDate plusBusinessDays(LocalDate date, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("a number of business days is at least 0, but was " + days);
        }
        LocalDate day = date;
        for (int i = 0; i < days; i++) {
            day = next(day);
        }
        return day;
    }

    private LocalDate search(LocalDate from, int direction) {
        LocalDate day = from;
        for (int i = 0; i < MAX_SEARCH; i++) {
            if (isBusinessDay(day)) {
                return day;
            }
            day = day.plusDays(direction);
        }
        throw new IllegalStateException("the calendar has no business day within " + MAX_SEARCH + " days of " + from);
    }
}
