package io.relance.adapter.importfiles;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the cells of a file are written: what separates them, and what numbers and dates look like. */
final class CsvFormat {
    /** The delimiter a comma, UTF-8, double quotes, a decimal point, no grouping, dates of ISO 8601. */
    static final CsvFormat STANDARD = new CsvFormat(',', '"', StandardCharsets.UTF_8, '.', null, DatePattern.iso());

    private static final int MOST_DIGITS = 30;
    private static final int DIGITS_OF_A_LONG = 18;
    private static final int DATES_KEPT = 20_000;

    private final char delimiter;
    private final char quote;
    private final Charset charset;
    private final char decimal;
    private final @Nullable Character grouping;
    private final DatePattern dates;

    CsvFormat(
            char delimiter,
            char quote,
            Charset charset,
            char decimal,
            @Nullable Character grouping,
            DatePattern dates) {
        this.delimiter = delimiter;
        this.quote = quote;
        this.charset = charset;
        this.decimal = decimal;
        this.grouping = grouping;
        this.dates = dates;
    }

    char delimiter() {
        return delimiter;
    }

    char quote() {
        return quote;
    }

    Charset charset() {
        return charset;
    }

    DatePattern dates() {
        return dates;
    }

    /** A reader of dates that keeps those it has seen: a book has few dates and many rows. */
    DateCells dateCells() {
        return new DateCells(dates);
    }

    /** Reads dates; for one import. */
    static final class DateCells {
        private final DatePattern dates;
        private final Map<String, LocalDate> seen = new HashMap<>();

        private DateCells(DatePattern dates) {
            this.dates = dates;
        }

        /** The date; null when the cell is none. */
        @Nullable
        LocalDate date(String cell) {
            LocalDate known = seen.get(cell);
            if (known != null) {
                return known;
            }
            try {
                LocalDate date = dates.parse(cell);
                if (seen.size() < DATES_KEPT) {
                    seen.put(cell, date);
                }
                return date;
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /**
     * The number: an optional sign, digits (in groups when the format has grouping: two or three digits, three in the last),
     * and decimals after the decimal sign. Null when the cell is none, or has more than 30 digits.
     */
    @Nullable
    BigDecimal number(String cell) {
        int start = 0;
        boolean negative = false;
        if (!cell.isEmpty() && "+-\u2212".indexOf(cell.charAt(0)) >= 0) {
            negative = cell.charAt(0) != '+';
            start = 1;
        }
        int point = cell.indexOf(decimal, start);
        StringBuilder digits = new StringBuilder(cell.length());
        if (!wholePart(cell, start, point < 0 ? cell.length() : point, digits)) {
            return null;
        }
        int decimals = 0;
        for (int i = point < 0 ? cell.length() : point + 1; i < cell.length(); i++) {
            if (!isDigit(cell.charAt(i))) {
                return null;
            }
            digits.append(cell.charAt(i));
            decimals++;
        }
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || (point >= 0 && decimals == 0)) {
            return null;
        }
        BigDecimal number = digits.length() <= DIGITS_OF_A_LONG
                ? BigDecimal.valueOf(Long.parseLong(digits, 0, digits.length(), 10), decimals)
                : new BigDecimal(new BigInteger(digits.toString()), decimals);
        return negative ? number.negate() : number;
    }

    private boolean wholePart(String cell, int from, int to, StringBuilder digits) {
        int inGroup = 0;
        boolean grouped = false;
        for (int i = from; i < to; i++) {
            char c = cell.charAt(i);
            if (isDigit(c)) {
                digits.append(c);
                inGroup++;
            } else if (isGrouping(c) && inGroup > 0 && inGroup <= 3 && (!grouped || inGroup >= 2)) {
                grouped = true;
                inGroup = 0;
            } else {
                return false;
            }
        }
        return !grouped || inGroup == 3;
    }

    /** Blanks of every width are one: exports write no-break and narrow ones where people type a blank. */
    private boolean isGrouping(char c) {
        return grouping != null && (c == grouping || (isBlank(grouping) && isBlank(c)));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
