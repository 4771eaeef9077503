package io.relance.adapter.importfiles;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.relance.adapter.importfiles.ColumnKey.Table;
import io.relance.json.DocumentProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file row by row; never holds more of its text than a row. */
final class CsvTable {
    static final int LONGEST_FIELD = 1_048_576;
    private static final int LONGEST_RECORD = 16 * LONGEST_FIELD;
    private static final int PROGRESS_EVERY = 10_000;
    private static final Pattern LINE = Pattern.compile("starting at line (\\d+)");

    private final Path path;
    private final String file;
    private final CsvMapping mapping;
    private final Table table;
    private final CsvBooks.Progress progress;

    CsvTable(Path path, CsvMapping mapping, Table table, CsvBooks.Progress progress) {
        this.path = path;
        this.file = path.toString();
        this.mapping = mapping;
        this.table = table;
        this.progress = progress;
    }

    /** Gives every row that is not blank to {@code rows}; returns why the file is refused, nothing when it was read. */
    List<DocumentProblem> read(Consumer<Row> rows) {
        try (StrictReader reader =
                new StrictReader(Files.newInputStream(path), mapping.format().charset())) {
            return read(reader, rows);
        } catch (RefusedException e) {
            return List.of(e.problem(file));
        } catch (IOException e) {
            return unreadable(FileTrouble.of(path, e));
        }
    }

    private List<DocumentProblem> unreadable(String message) {
        return List.of(DocumentProblem.error("UNREADABLE_FILE", file, 0, message, "check its name and rights"));
    }

    private List<DocumentProblem> read(StrictReader reader, Consumer<Row> rows) throws IOException {
        CsvFormat format = mapping.format();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(format.delimiter())
                        .quoteCharacter(format.quote())
                        .allowUnclosedQuote(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .detectBomHeader(false)
                        .build(
                                CsvRecordHandler.builder()
                                        .maxFieldSize(LONGEST_FIELD)
                                        .maxRecordSize(LONGEST_RECORD)
                                        .build(),
                                reader);
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            if (!records.hasNext()) {
                throw new RefusedException("NO_HEADER", 1, "the file is empty", "its first row names the columns");
            }
            Columns columns = Columns.bind(mapping, records.next().getFields(), file, table);
            if (columns.problems().isEmpty()) {
                rows(records, columns, reader, rows);
            }
            return columns.problems();
        } catch (CsvParseException e) {
            throw malformed(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void rows(CloseableIterator<CsvRecord> records, Columns columns, StrictReader reader, Consumer<Row> rows)
            throws IOException {
        CsvFormat.DateCells dates = mapping.format().dateCells();
        long bytes = Files.size(path);
        long count = 0;
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (isBlank(record, columns)) {
                continue;
            }
            rows.accept(new Row(file, record, columns, mapping.format(), dates));
            count++;
            if (count % PROGRESS_EVERY == 0) {
                progress.rows(path, count, reader.bytesRead(), bytes);
            }
        }
        if (count > PROGRESS_EVERY && count % PROGRESS_EVERY != 0) {
            progress.rows(path, count, bytes, bytes);
        }
    }

    private static boolean isBlank(CsvRecord record, Columns columns) {
        return record.getFieldCount() == 1
                && columns.cells() > 1
                && Cells.trim(record.getField(0)).isEmpty();
    }

    /** FastCSV tells its refusals apart by their text alone. */
    private static RefusedException malformed(CsvParseException e) {
        String text = String.valueOf(e.getMessage());
        Matcher matcher = LINE.matcher(text);
        long line = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        if (text.startsWith("Unclosed")) {
            return new RefusedException(
                    "UNCLOSED_QUOTE", line, "a quote is opened here and never closed", "close it, or double it");
        }
        if (text.contains("max field size")) {
            return new RefusedException(
                    "FIELD_TOO_LONG",
                    line,
                    "a field is longer than " + LONGEST_FIELD + " characters",
                    "look for a quote that is not closed");
        }
        if (text.contains("after closing quote")) {
            return new RefusedException(
                    "TEXT_AFTER_QUOTE",
                    line,
                    "a quoted field goes on after its closing quote",
                    "double the quotes inside a field");
        }
        return new RefusedException("MALFORMED", line, text, "look for a quote that is not closed");
    }
}
