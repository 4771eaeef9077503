package io.relance.adapter.importfiles;

import io.relance.adapter.importfiles.ColumnKey.Table;
import io.relance.adapter.importfiles.ImportedBooks.BadRow;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.receivable.CreditorId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books of a creditor in CSV files: invoices and credit notes, and a file of payments if there is one. Files are read
 * row by row, never as a whole.
 *
 * <p>Defaults: {@link CsvMapping#standard} for both kinds of files, no payments, creditor {@code default}, its zone UTC,
 * {@link OnBadRow#FAIL}, nobody told of progress.
 */
public final class CsvBooks {
    /** What a row that can't be taken does to the import. */
    public enum OnBadRow {
        /** Everything is refused, with every bad row. */
        FAIL,
        /** The row is left out and listed. */
        SKIP
    }

    /** Is told how far the reading of a file of more than 10 000 rows is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called every 10 000 rows, and at the end of a file that has more.
         *
         * @param rows read so far, the header not counted
         * @param bytesRead taken from the file so far
         * @param bytes the file's size
         */
        void rows(Path file, long rows, long bytesRead, long bytes);
    }

    private final LocalDate asOf;
    private final List<Path> books;
    private final CsvMapping mapping;
    private final @Nullable Path payments;
    private final CsvMapping paymentsMapping;
    private final CreditorId creditor;
    private final ZoneId zone;
    private final OnBadRow onBadRow;
    private final Progress progress;

    private CsvBooks(Builder builder) {
        this.asOf = builder.asOf;
        this.books = List.copyOf(builder.books);
        this.mapping = builder.mapping;
        this.payments = builder.payments;
        this.paymentsMapping = builder.paymentsMapping;
        this.creditor = builder.creditor;
        this.zone = builder.zone;
        this.onBadRow = builder.onBadRow;
        this.progress = builder.progress;
    }

    /** A builder for books seen from {@code asOf}: what was settled or paid later is not yet known. */
    public static Builder builder(LocalDate asOf) {
        return new Builder(asOf);
    }

    /**
     * Reads the files.
     *
     * @throws DocumentException with everything that is wrong: files that can't be read at all (missing, no header, another
     *     encoding, an unclosed quote, a NUL, a field of more than 1 048 576 characters, unknown columns), and with {@link
     *     OnBadRow#FAIL} every bad row
     */
    public ImportedBooks read() {
        BooksCollector collector = new BooksCollector(asOf);
        List<DocumentProblem> refused = new ArrayList<>();
        for (Path book : books) {
            CsvTable table = new CsvTable(book, mapping, Table.INVOICES, progress);
            refused.addAll(table.read(collector::document));
        }
        if (payments != null) {
            boolean whole = refused.isEmpty();
            CsvTable table = new CsvTable(payments, paymentsMapping, Table.PAYMENTS, progress);
            // Without the whole books most payments would seem to name unknown invoices.
            refused.addAll(table.read(row -> {
                if (whole) {
                    collector.payment(row);
                }
            }));
        }
        if (onBadRow == OnBadRow.FAIL) {
            collector.badRows().stream().map(BadRow::problem).forEach(refused::add);
        }
        if (!refused.isEmpty()) {
            throw new DocumentException(refused);
        }
        return new ImportedBooks(collector, creditor, asOf, zone);
    }

    /** Collects what to read; not for several threads. */
    public static final class Builder {
        private final LocalDate asOf;
        private final List<Path> books = new ArrayList<>();
        private CsvMapping mapping = CsvMapping.standard();
        private @Nullable Path payments;
        private CsvMapping paymentsMapping = CsvMapping.standard();
        private CreditorId creditor = new CreditorId("default");
        private ZoneId zone = ZoneOffset.UTC;
        private OnBadRow onBadRow = OnBadRow.FAIL;
        private Progress progress = (file, rows, bytesRead, bytes) -> {};

        private Builder(LocalDate asOf) {
            this.asOf = asOf;
        }

        /** Adds files of invoices and credit notes; they share the mapping and one space of numbers. */
        public Builder books(Path... files) {
            Collections.addAll(books, files);
            return this;
        }

        /** How the books are to be read. */
        public Builder mapping(CsvMapping mapping) {
            this.mapping = mapping;
            return this;
        }

        /** A file of payments. */
        public Builder payments(Path file) {
            this.payments = file;
            return this;
        }

        /** How the payments are to be read. */
        public Builder paymentsMapping(CsvMapping mapping) {
            this.paymentsMapping = mapping;
            return this;
        }

        /** To whom the money is owed. */
        public Builder creditor(CreditorId creditor) {
            this.creditor = creditor;
            return this;
        }

        /** The creditor's time zone: a payment is recorded at the start of its day there. */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /** What a bad row does. */
        public Builder onBadRow(OnBadRow onBadRow) {
            this.onBadRow = onBadRow;
            return this;
        }

        /** Who is told of progress, on the reading thread. */
        public Builder progress(Progress progress) {
            this.progress = progress;
            return this;
        }

        /**
         * The books, not yet read.
         *
         * @throws IllegalStateException when no file of books was added
         */
        public CsvBooks build() {
            if (books.isEmpty()) {
                throw new IllegalStateException("no file of books was added");
            }
            return new CsvBooks(this);
        }
    }
}
