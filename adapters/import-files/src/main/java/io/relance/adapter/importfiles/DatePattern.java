package io.relance.adapter.importfiles;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** A pattern of java.time for dates, read strictly: February has no 30th, and no letter too many is forgiven. */
final class DatePattern {
    private final String pattern;
    private final DateTimeFormatter formatter;

    private DatePattern(String pattern, DateTimeFormatter formatter) {
        this.pattern = pattern;
        this.formatter = formatter;
    }

    /** {@code yyyy-MM-dd} of ISO 8601: four digits, no sign. */
    static DatePattern iso() {
        return new DatePattern(
                "yyyy-MM-dd",
                new DateTimeFormatterBuilder()
                        .appendValue(ChronoField.YEAR, 4)
                        .appendPattern("-MM-dd")
                        .toFormatter(Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT));
    }

    /**
     * The pattern; names of months and days in English, in any case.
     *
     * @throws IllegalArgumentException when it is no pattern, or leaves year, month or day open
     */
    static DatePattern of(String pattern) {
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(yearsNotOfEras(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        LocalDateTime sample = LocalDateTime.of(2026, 3, 31, 17, 5, 9);
        try {
            String written = formatter.format(sample.atOffset(ZoneOffset.UTC));
            if (LocalDate.parse(written, formatter).equals(sample.toLocalDate())) {
                return new DatePattern(pattern, formatter);
            }
        } catch (DateTimeException e) {
            // The pattern can't give back the date that it wrote: refused below.
        }
        throw new IllegalArgumentException(
                "\"" + pattern
                        + "\" does not determine year, month and day; write something like dd/MM/yyyy (MM is the month, mm minutes)");
    }

    /** Strict parsing of {@code y}, the year of an era, wants an era; {@code u} is the same year without one. */
    private static String yearsNotOfEras(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            text.append(!quoted && c == 'y' ? 'u' : c);
        }
        return text.toString();
    }

    /** @throws DateTimeException when {@code cell} is no such date */
    LocalDate parse(String cell) {
        LocalDate date = LocalDate.parse(cell, formatter);
        if (date.getYear() < 1) {
            throw new DateTimeException("there was no year " + date.getYear());
        }
        return date;
    }

    /** As the mapping writes it. */
    @Override
    public String toString() {
        return pattern;
    }
}
