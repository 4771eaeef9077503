package io.relance.adapter.calendarjollyday;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.relance.time.BusinessCalendar;
import io.relance.time.BusinessCalendars;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calendars of every country that Jollyday knows, by ISO 3166 alpha-2 code in either case, and of the euro payment
 * system by the name {@value #TARGET}.
 *
 * <p>Off are Saturdays, Sundays and nationwide public holidays, on the day on which they are kept (Boxing Day on a Saturday:
 * the Monday after). Not off are observances (Good Friday in the Netherlands, the King's Feast in Belgium), bank holidays
 * that are not public, and the holidays of one region or town alone (Epiphany in Bavaria, Good Friday in Alsace). In some
 * countries the weekend lies on other days; Saturday and Sunday are taken all the same. {@code GB} is England: the holidays
 * that all the United Kingdom shares would lack Easter Monday.
 *
 * <p>Holidays are worked out once per country and year, when first asked for. For several threads; make one and share it.
 */
public final class JollydayCalendars implements BusinessCalendars {
    /** The closing days of the euro payment system: weekends, 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December. */
    public static final String TARGET = "TARGET";

    private static final Map<String, String> REGION = Map.of("GB", "eng");

    private final Set<String> known;
    private final Map<String, HolidayTable> tables = new ConcurrentHashMap<>();

    private JollydayCalendars(Set<String> known) {
        this.known = known;
    }

    /**
     * All of them.
     *
     * @throws IllegalStateException when Jollyday cannot read its calendars here, on the module path for want of an export
     *     that its message names
     */
    public static JollydayCalendars create() {
        Set<String> known = new HashSet<>();
        for (String code : HolidayManager.getSupportedCalendarCodes()) {
            if (code.length() == 2 || code.equals(TARGET)) { // no stock exchanges
                known.add(code);
            }
        }
        JollydayCalendars calendars = new JollydayCalendars(Set.copyOf(known));
        try {
            calendars.table(TARGET).holidays(LocalDate.EPOCH.getYear()); // its reader is looked for only now
        } catch (ServiceConfigurationError | RuntimeException | IllegalAccessError e) {
            throw new IllegalStateException(
                    "Jollyday cannot read its calendars: relance-calendar-jollyday needs jollyday-jaxb beside it and, on the"
                            + " module path, --add-exports de.focus_shift.jollyday.jaxb/de.focus_shift.jollyday.jaxb="
                            + "de.focus_shift.jollyday.core",
                    e);
        }
        return calendars;
    }

    /** The calendar of a country, or of {@value #TARGET}; empty when Jollyday does not know it. */
    @Override
    public Optional<BusinessCalendar> forCountry(String country) {
        String code = country.toUpperCase(Locale.ROOT);
        return known.contains(code) ? Optional.of(table(code)) : Optional.empty();
    }

    private HolidayTable table(String code) {
        return tables.computeIfAbsent(code, key -> {
            HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(key.toLowerCase(Locale.ROOT)));
            String region = REGION.get(key);
            return new HolidayTable(manager, region == null ? new String[0] : new String[] {region});
        });
    }

    @Override
    public String toString() {
        return "Jollyday's calendars of " + known.size() + " countries and " + TARGET;
    }
}
