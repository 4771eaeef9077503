package io.relance.benchmarks;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
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
 * stand twice), and read and handed ledger by ledger to a consumer that counts. An operation is one file.
 *
 * <p>FastCSV and Commons CSV are no peers but floors: they split the same file into texts, each in its quickest way of handing
 * over a row, and neither check nor convert nor keep anything. FastCSV is what the import itself reads with. Before the clock
 * starts the cells of all columns are compared, those in our ledgers included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class CsvBenchmark {
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
        CellSums ours = new CellSums();
        books().ledgers().forEach(ours::add);
        CellSums fast = new CellSums();
        try (CsvReader<String[]> csv = fastCsv();
                CloseableIterator<String[]> records = csv.iterator()) {
            records.next();
            records.forEachRemaining(fast::add);
        }
        CellSums commons = new CellSums();
        try (CSVParser csv = commonsCsv()) {
            Iterator<CSVRecord> records = csv.iterator();
            records.next();
            records.forEachRemaining(row -> commons.add(row.values()));
        }
        if (!fast.like(commons) || !fast.keptLike(ours) || ours.rows() != rows) {
            throw new IllegalStateException("the readers differ: of " + rows + " rows Relance reads " + ours.rows()
                    + ", FastCSV " + fast.rows() + ", Commons CSV " + commons.rows());
        }
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

    /** A floor: FastCSV, with which the import reads, gives every row as an array of texts. */
    @Benchmark
    public long fastCsvReadsTexts(Blackhole cells) throws IOException {
        try (CsvReader<String[]> csv = fastCsv();
                CloseableIterator<String[]> records = csv.iterator()) {
            long count = 0;
            while (records.hasNext()) {
                consume(records.next(), cells);
                count++;
            }
            return count;
        }
    }

    private CsvReader<String[]> fastCsv() throws IOException {
        return CsvReader.builder().build(StringArrayHandler.of(), file, StandardCharsets.UTF_8);
    }

    /** Another: Apache Commons CSV, every row as a record, whose array of texts is taken out uncopied. */
    @Benchmark
    public long commonsCsvReadsTexts(Blackhole cells) throws IOException {
        try (CSVParser csv = commonsCsv()) {
            long count = 0;
            for (CSVRecord row : csv) {
                consume(row.values(), cells);
                count++;
            }
            return count;
        }
    }

    private static void consume(String[] row, Blackhole cells) {
        for (String cell : row) {
            cells.consume(cell);
        }
    }

    private CSVParser commonsCsv() throws IOException {
        Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        return CSVFormat.RFC4180.builder().get().parse(reader);
    }
}
