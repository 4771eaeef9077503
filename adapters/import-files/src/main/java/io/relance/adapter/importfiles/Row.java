package io.relance.adapter.importfiles;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.relance.adapter.importfiles.ColumnSpec.As;
import io.relance.adapter.importfiles.Columns.Bound;
import io.relance.adapter.importfiles.ImportedBooks.BadRow;
import io.relance.receivable.FieldValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, by the keys of the mapping. What can't be read is recorded and replaced by a stand-in, so that a row
 * tells everything that is wrong with it; look at {@link #isBad} before using the values.
 */
final class Row {
    private static final Pattern FLOAT = Pattern.compile("-?[0-9]{1,40}\\.0+");

    /** An amount beyond any invoice, in minor units; keeps sums over millions of rows within a long. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000_000L);

    private final String file;
    private final CsvRecord record;
    private final Columns columns;
    private final CsvFormat format;
    private final CsvFormat.DateCells dates;
    private final List<CellException> wrong = new ArrayList<>(0);

    Row(String file, CsvRecord record, Columns columns, CsvFormat format, CsvFormat.DateCells dates) {
        this.file = file;
        this.record = record;
        this.columns = columns;
        this.format = format;
        this.dates = dates;
        if (record.getFieldCount() != columns.cells()) {
            add(
                    BadRowCode.WRONG_CELL_COUNT,
                    "the row has " + record.getFieldCount() + " cells, the header " + columns.cells(),
                    "check delimiter and quotes");
        }
    }

    String file() {
        return file;
    }

    /** The first physical line, the header's being 1. */
    long line() {
        return record.getStartingLineNumber();
    }

    boolean isBad() {
        return !wrong.isEmpty();
    }

    /** What is wrong: the code of the first problem, the texts of all. */
    BadRow badRow() {
        return new BadRow(
                file,
                (int) line(),
                wrong.get(0).code().name(),
                wrong.stream().map(CellException::text).collect(Collectors.joining("; ")),
                wrong.stream()
                        .map(CellException::remedy)
                        .filter(r -> !r.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    void add(BadRowCode code, String message, String remedy) {
        wrong.add(new CellException(code, message, remedy));
    }

    boolean isMapped(ColumnKey key) {
        return columns.get(key) != null;
    }

    /** The trimmed cell; null when it is blank or not mapped. */
    @Nullable
    String optional(ColumnKey key) {
        Bound bound = columns.get(key);
        return bound == null ? null : text(bound);
    }

    /** The trimmed cell, as the mapping says; a stand-in when it is blank. */
    String required(ColumnKey key) {
        Bound bound = columns.get(key);
        String text = bound == null ? null : text(bound);
        if (bound == null || text == null) {
            missing(key);
            return "?";
        }
        return bound.spec().as() == As.INTEGER ? integer(text, bound) : text;
    }

    /** Whether the cell is what the mapping's {@code when} says; without a mapping {@code standard} reads it. */
    boolean is(ColumnKey key, Known<Boolean> standard) {
        Bound bound = columns.get(key);
        if (bound == null) {
            return false;
        }
        String when = bound.spec().when();
        return when == null
                ? Boolean.TRUE.equals(known(key, standard))
                : cell(bound).equals(when);
    }

    LocalDate requiredDate(ColumnKey key) {
        if (optional(key) == null) {
            missing(key);
        }
        LocalDate date = optionalDate(key);
        return date == null ? LocalDate.MIN : date;
    }

    @Nullable
    LocalDate optionalDate(ColumnKey key) {
        Bound bound = columns.get(key);
        String text = bound == null ? null : text(bound);
        return bound == null || text == null ? null : date(text, bound);
    }

    /** The currency; null when it is missing or unknown. */
    @Nullable
    CurrencyUnit currency() {
        if (optional(ColumnKey.CURRENCY) == null) {
            missing(ColumnKey.CURRENCY);
        }
        return known(ColumnKey.CURRENCY, Cells::currency);
    }

    /** The amount in minor units of {@code unit}; 0 when it can't be read. */
    long amount(ColumnKey key, @Nullable CurrencyUnit unit, boolean required) {
        Bound bound = columns.get(key);
        String text = bound == null ? null : text(bound);
        if (bound == null || text == null) {
            if (required) {
                missing(key);
            }
            return 0;
        }
        BigDecimal number = number(text, bound);
        if (number == null || unit == null) {
            return 0;
        }
        BigDecimal minor = number.movePointRight(unit.getDecimalPlaces());
        if (minor.scale() > 0) {
            minor = minor.stripTrailingZeros();
        }
        if (minor.scale() > 0 && !bound.spec().round()) {
            add(
                    BadRowCode.TOO_MANY_DECIMALS,
                    Cells.shown(text, name(key)) + " has more decimals than " + unit + " has ("
                            + unit.getDecimalPlaces() + ")",
                    "map it with round: HALF_UP");
            return 0;
        }
        BigDecimal whole = minor.setScale(0, RoundingMode.HALF_UP);
        if (whole.abs().compareTo(LARGEST) > 0) {
            add(BadRowCode.UNREADABLE_AMOUNT, Cells.shown(text, name(key)) + " is too large for an amount", "");
            return 0;
        }
        return whole.longValueExact();
    }

    /** The host's own fields whose cells are not blank; null when there is none. */
    @Nullable
    Map<String, FieldValue> fields() {
        Map<String, FieldValue> fields = null;
        for (Bound bound : columns.fields()) {
            String text = text(bound);
            FieldValue value = text == null ? null : field(text, bound);
            if (value != null) {
                fields = fields == null ? new TreeMap<>() : fields;
                fields.put(bound.spec().key().substring(MappingReader.FIELD.length()), value);
            }
        }
        return fields;
    }

    private @Nullable FieldValue field(String text, Bound bound) {
        return switch (bound.spec().as()) {
            case TEXT -> new FieldValue.Text(text);
            case INTEGER -> new FieldValue.Numeric(new BigDecimal(integer(text, bound)));
            case DECIMAL -> {
                BigDecimal number = number(text, bound);
                yield number == null ? null : new FieldValue.Numeric(number);
            }
            case DATE -> {
                LocalDate date = date(text, bound);
                yield date == null ? null : new FieldValue.Date(date);
            }
        };
    }

    /** Reads an optional cell whose values are known; null when it is blank, not mapped or unknown. */
    <T> @Nullable T known(ColumnKey key, Known<T> reading) {
        String text = optional(key);
        return text == null ? null : read(() -> reading.of(text, name(key)));
    }

    /** A set of known values. */
    interface Known<T> {
        T of(String cell, String column) throws CellException;
    }

    private interface Reading<T> {
        T get() throws CellException;
    }

    private <T> @Nullable T read(Reading<T> reading) {
        try {
            return reading.get();
        } catch (CellException e) {
            wrong.add(e);
            return null;
        }
    }

    String name(ColumnKey key) {
        Bound bound = columns.get(key);
        return bound == null ? key.key() : bound.spec().name();
    }

    private void missing(ColumnKey key) {
        add(BadRowCode.MISSING_CELL, "the cell \"" + name(key) + "\" is empty", "every row needs its " + key.key());
    }

    private String cell(Bound bound) {
        String constant = bound.spec().constant();
        if (constant != null) {
            return constant;
        }
        return bound.index() < record.getFieldCount() ? Cells.trim(record.getField(bound.index())) : "";
    }

    private @Nullable String text(Bound bound) {
        String cell = cell(bound);
        return cell.isEmpty() ? null : cell;
    }

    private @Nullable LocalDate date(String text, Bound bound) {
        LocalDate date = dates.date(text);
        if (date == null) {
            add(
                    BadRowCode.UNREADABLE_DATE,
                    Cells.shown(text, bound.spec().name()) + " is no date of the form " + format.dates(),
                    "write the date in that form, or another form in the mapping (dates)");
        }
        return date;
    }

    private @Nullable BigDecimal number(String text, Bound bound) {
        BigDecimal number = format.number(text);
        if (number == null) {
            add(
                    BadRowCode.UNREADABLE_AMOUNT,
                    Cells.shown(text, bound.spec().name()) + " is no number",
                    "the mapping says how numbers are written (decimal, grouping)");
        }
        return number;
    }

    private String integer(String text, Bound bound) {
        // spreadsheets write whole numbers as 1930571429.0, whatever the decimal sign of the amounts
        boolean asFloat = format.number(text) == null && FLOAT.matcher(text).matches();
        BigDecimal number = asFloat ? new BigDecimal(text) : number(text, bound);
        if (number == null) {
            return "0";
        }
        if (number.stripTrailingZeros().scale() > 0) {
            add(BadRowCode.UNREADABLE_AMOUNT, Cells.shown(text, bound.spec().name()) + " is no whole number", "");
        }
        return number.setScale(0, RoundingMode.DOWN).toPlainString();
    }
}
