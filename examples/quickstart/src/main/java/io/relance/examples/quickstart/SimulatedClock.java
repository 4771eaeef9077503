package io.relance.examples.quickstart;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Nine in the morning of the day that is being run, so that the same run bears the same instants whenever it is made; from then
 * on it stands still, unless it is told to go.
 */
final class SimulatedClock implements InstantSource {
    private static final LocalTime HOUR = LocalTime.of(9, 0);

    private final ZoneId zone;
    private Instant began;
    private boolean goes;
    private long since;

    SimulatedClock(ZoneId zone, LocalDate first) {
        this.zone = zone;
        this.began = nine(first);
    }

    private Instant nine(LocalDate day) {
        return day.atTime(HOUR).atZone(zone).toInstant();
    }

    /** From now on. */
    void go() {
        goes = true;
        since = System.nanoTime();
    }

    void moveTo(LocalDate next) {
        moveTo(next, Optional.empty());
    }

    /** To nine in the morning, or to the instant when that is later. */
    void moveTo(LocalDate next, Optional<Instant> notBefore) {
        Instant nine = nine(next);
        began = notBefore.filter(nine::isBefore).orElse(nine);
        since = System.nanoTime();
    }

    /** To the microsecond, which is what stores keep. */
    @Override
    public Instant instant() {
        return goes ? began.plus((System.nanoTime() - since) / 1_000, ChronoUnit.MICROS) : began;
    }
}
