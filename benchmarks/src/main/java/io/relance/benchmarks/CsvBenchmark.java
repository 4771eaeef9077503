package io.relance.benchmarks;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.relance.adapter.importfiles.CsvBooks;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Receivable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Books of a million rows in a heap of 256 MB: read with all that the import checks (dates, amounts, currencies, numbers that
 * stand twice), and read and handed ledger by ledger to a consumer that counts. Beside it two readers of CSV that give the same
 * cells as texts, and know nothing of what they mean. An operation is one file.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class CsvBenchmark {
    private static final int NUMBER = 0;
    private static final int AMOUNT = 6;
    private static final int CURRENCY = 7;
    private static final int CELLS = 10;

    @Param("1000000")
    int rows;

    /** Where the file is written; seen from the top directory. */
    Path directory = Path.of("benchmarks", "target");

    private Path file = directory;

    /** How many rows there are, and what their amounts add up to, in minor units by currency. */
    record Totals(long rows, Map<String, Long> amounts) {
        Totals() {
            this(0, new TreeMap<>());
        }

        Totals plus(String currency, long minor) {
            amounts.merge(currency, minor, Math::addExact);
            return new Totals(rows + 1, amounts);
        }
    }

    /** Writes the file, and compares what all readers make of it. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = BooksFile.in(directory, rows);
        Totals ours = count(books());
        Totals fast = new Totals();
        try (CsvReader<CsvRecord> csv = fastCsv();
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            records.next();
            while (records.hasNext()) {
                CsvRecord row = records.next();
                fast = fast.plus(row.getField(CURRENCY), minor(row.getField(AMOUNT)));
            }
        }
        Totals commons = new Totals();
        try (CSVParser csv = commonsCsv()) {
            Iterator<CSVRecord> records = csv.iterator();
            records.next();
            while (records.hasNext()) {
                CSVRecord row = records.next();
                commons = commons.plus(row.get(CURRENCY), minor(row.get(AMOUNT)));
            }
        }
        if (!ours.equals(fast) || !ours.equals(commons) || ours.rows() != rows) {
            throw new IllegalStateException("the readers differ: " + ours + ", " + fast + ", " + commons);
        }
    }

    private static long minor(String amount) {
        return Long.parseLong(amount.replace(".", ""));
    }

    /** Reads the books: everything is checked, and kept so that ledgers can be made. */
    @Benchmark
    public ImportedBooks.Counts relanceReads() {
        return books().counts();
    }

    /** Reads the books and hands every ledger to a consumer that counts. */
    @Benchmark
    public Totals relanceReadsIntoLedgers() {
        return count(books());
    }

    private ImportedBooks books() {
        return CsvBooks.builder(BooksFile.AS_OF).books(file).build().read();
    }

    private static Totals count(ImportedBooks books) {
        Totals totals = new Totals();
        for (Iterator<AccountLedger> all = books.ledgers().iterator(); all.hasNext(); ) {
            AccountLedger ledger = all.next();
            for (Receivable invoice : ledger.receivables()) {
                totals = totals.plus(
                        invoice.amount().getCurrencyUnit().getCode(),
                        invoice.amount().getAmountMinorLong());
            }
            for (CreditNote note : ledger.creditNotes()) {
                totals = totals.plus(
                        note.amount().getCurrencyUnit().getCode(), note.amount().getAmountMinorLong());
            }
        }
        return totals;
    }

    /** FastCSV, with which the import reads: every cell as a text. */
    @Benchmark
    public long fastCsvReadsTexts(Blackhole cells) throws IOException {
        try (CsvReader<CsvRecord> csv = fastCsv();
                CloseableIterator<CsvRecord> records = csv.iterator()) {
            long count = 0;
            while (records.hasNext()) {
                CsvRecord row = records.next();
                for (int i = NUMBER; i < CELLS; i++) {
                    cells.consume(row.getField(i));
                }
                count++;
            }
            return count;
        }
    }

    private CsvReader<CsvRecord> fastCsv() throws IOException {
        return CsvReader.builder().ofCsvRecord(file, StandardCharsets.UTF_8);
    }

    /** Apache Commons CSV: every cell as a text. */
    @Benchmark
    public long commonsCsvReadsTexts(Blackhole cells) throws IOException {
        try (CSVParser csv = commonsCsv()) {
            long count = 0;
            for (CSVRecord row : csv) {
                for (int i = NUMBER; i < CELLS; i++) {
                    cells.consume(row.get(i));
                }
                count++;
            }
            return count;
        }
    }

    private CSVParser commonsCsv() throws IOException {
        Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        return CSVFormat.RFC4180.builder().get().parse(reader);
    }
}
