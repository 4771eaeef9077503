package io.relance.examples.quickstart;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Nine in the morning of the day that is being run, so that the same run bears the same instants whenever it is made. */
final class SimulatedClock implements InstantSource {
    private static final LocalTime HOUR = LocalTime.of(9, 0);

    private final ZoneId zone;
    private LocalDate day;

    SimulatedClock(ZoneId zone, LocalDate first) {
        this.zone = zone;
        this.day = first;
    }

    void moveTo(LocalDate next) {
        day = next;
    }

    @Override
    public Instant instant() {
        return day.atTime(HOUR).atZone(zone).toInstant();
    }
}
