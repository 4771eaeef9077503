package io.relance.engine;

import io.relance.channel.SendingHours;
import io.relance.receivable.Customer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** When a customer may be reached: within the hours of the channel in every time zone of their country. */
final class OpeningHours {
    /** Two zones whose hours never meet are given up after so many days, and the creditor's alone counts. */
    private static final int MOST_STEPS = 20;

    private OpeningHours() {}

    /** The next moment within the hours; empty: it is within them now. */
    static Optional<Instant> next(SendingHours hours, Customer customer, ZoneId creditors, Instant now) {
        Optional<SendingHours.Window> window = hours.of(customer.naturalPerson());
        if (window.isEmpty()) {
            return Optional.empty();
        }
        List<ZoneId> zones = customer.country().map(CountryZones::of).orElse(List.of());
        Instant opens = opening(window.get(), zones.isEmpty() ? List.of(creditors) : zones, now)
                .or(() -> opening(window.get(), List.of(creditors), now))
                .orElse(now);
        return Optional.of(opens).filter(now::isBefore);
    }

    private static Optional<Instant> opening(SendingHours.Window window, List<ZoneId> zones, Instant now) {
        Instant at = now;
        for (int i = 0; i < MOST_STEPS; i++) {
            Instant before = at;
            for (ZoneId zone : zones) {
                at = opening(window, at.atZone(zone));
            }
            if (at.equals(before)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Instant opening(SendingHours.Window window, ZonedDateTime at) {
        if (window.contains(at.toLocalTime())) {
            return at.toInstant();
        }
        boolean early = at.toLocalTime().isBefore(window.from());
        return at.toLocalDate()
                .plusDays(early ? 0 : 1)
                .atTime(window.from())
                .atZone(at.getZone())
                .toInstant();
    }
}
