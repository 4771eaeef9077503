package io.relance.architecture.broken.receivable;

import io.relance.architecture.broken.money.Innocents;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps to every rule. */
public record Innocent(String number, LocalDate due, BigDecimal amount, List<Innocent> others) {

    private static final int[] POWERS = {1, 10, 100};

    /** Cases. */
    public enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    public long daysLate(LocalDate today) {
        return today.toEpochDay() - due.toEpochDay();
    }

    public LocalDate dayOf(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    public Map<Kind, Integer> count(Kind kind) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        counts.merge(kind, POWERS[0], Integer::sum);
        switch (kind) {
            case INVOICE -> counts.put(kind, 1);
            case CREDIT_NOTE -> counts.put(kind, 2);
        }
        return counts;
    }

    public Innocents all() {
        return new Innocents();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s due %s", number, due);
    }
}
