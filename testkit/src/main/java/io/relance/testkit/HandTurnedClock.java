package io.relance.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A clock that stands still until it is turned. For several threads. */
public final class HandTurnedClock implements InstantSource {
    private Instant now;

    private HandTurnedClock(Instant now) {
        this.now = now;
    }

    /** A clock that shows {@code now}. */
    public static HandTurnedClock at(Instant now) {
        return new HandTurnedClock(now);
    }

    /** A clock that shows eight o'clock UTC on {@code day}. */
    public static HandTurnedClock onMorningOf(LocalDate day) {
        return new HandTurnedClock(morningOf(day));
    }

    private static Instant morningOf(LocalDate day) {
        return day.atTime(8, 0).toInstant(ZoneOffset.UTC);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Turns it to eight o'clock UTC on {@code day}, forward or back. */
    public synchronized void turnToMorningOf(LocalDate day) {
        now = morningOf(day);
    }

    /** Turns it forward. */
    public synchronized void turn(Duration by) {
        now = now.plus(by);
    }
}
