package io.relance.adapter.calendarjollyday;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import io.relance.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The holidays of one country, kept by year. */
final class HolidayTable implements BusinessCalendar {
    private final HolidayManager manager;
    private final String[] region;
    private final ConcurrentHashMap<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

    HolidayTable(HolidayManager manager, String[] region) {
        this.manager = manager;
        this.region = region.clone();
    }

    @Override
    public boolean isBusinessDay(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day != DayOfWeek.SATURDAY
                && day != DayOfWeek.SUNDAY
                && !holidays(date.getYear()).contains(date);
    }

    /** The dates in {@code year} on which public holidays are kept, weekends included. */
    Set<LocalDate> holidays(int year) {
        Set<LocalDate> kept = byYear.get(year); // most calls end here, without a lock
        return kept != null ? kept : byYear.computeIfAbsent(year, this::workedOut);
    }

    /** A holiday of 1 January may be kept on 31 December and be listed under its own year only: so the neighbours too. */
    private Set<LocalDate> workedOut(int year) {
        return IntStream.rangeClosed(year - 1, year + 1)
                .mapToObj(Year::of)
                .flatMap(one -> manager.getHolidays(one, HolidayType.PUBLIC_HOLIDAY, region).stream())
                .map(Holiday::getDate)
                .filter(date -> date.getYear() == year)
                .collect(Collectors.toUnmodifiableSet());
    }
}
