package io.relance.time;

import java.util.Map;
import java.util.Optional;

/**
 * The calendars of the countries that a creditor writes to, by ISO 3166 alpha-2 code. A dated input of the policy: an
 * implementation answers the same for ever.
 */
@FunctionalInterface
public interface BusinessCalendars {
    /** The calendar of {@code country}; empty when none is known, and then only weekends are off. */
    Optional<BusinessCalendar> forCountry(String country);

    /** No country has public holidays. */
    static BusinessCalendars weekendsOnly() {
        return country -> Optional.empty();
    }

    /** The calendars given, and no others. */
    static BusinessCalendars of(Map<String, BusinessCalendar> byCountry) {
        Map<String, BusinessCalendar> copy = Map.copyOf(byCountry);
        return country -> Optional.ofNullable(copy.get(country));
    }
}
