package io.relance.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The time zones of countries. */
final class CountryZones {
    private static final Map<String, List<ZoneId>> ZONES = read();

    private CountryZones() {}

    /** The outermost time zones of a country, perhaps the same one; none when the country is not known here. */
    static List<ZoneId> of(String country) {
        return ZONES.getOrDefault(country, List.of());
    }

    static Map<String, List<ZoneId>> all() {
        return ZONES;
    }

    private static Map<String, List<ZoneId>> read() {
        Properties properties = new Properties();
        try (InputStream in = CountryZones.class.getResourceAsStream("country-zones.properties")) {
            if (in == null) {
                throw new IllegalStateException("the time zones of countries are missing");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, List<ZoneId>> zones = new HashMap<>();
        properties.forEach((country, names) -> zones.put(
                country.toString(),
                Arrays.stream(names.toString().split(",")).map(ZoneId::of).toList()));
        return Map.copyOf(zones);
    }
}
