package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.Blackhole;

class CsvBenchmarkTest {
    private static final int ROWS = 5_000;

    @TempDir
    Path directory;

    @Test
    void every_reader_reads_every_row() throws IOException {
        CsvBenchmark benchmark = new CsvBenchmark();
        benchmark.rows = ROWS;
        benchmark.directory = directory;
        benchmark.write();
        Blackhole cells = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

        assertThat(benchmark.relanceReads().invoices()
                        + benchmark.relanceReads().creditNotes())
                .isEqualTo(ROWS);
        assertThat(benchmark.relanceReadsIntoLedgers().rows()).isEqualTo(ROWS);
        assertThat(benchmark.fastCsvReadsTexts(cells)).isEqualTo(1 + ROWS);
        assertThat(benchmark.commonsCsvReadsTexts(cells)).isEqualTo(1 + ROWS);
    }

    @Test
    void the_same_number_of_rows_gives_the_same_books_of_two_currencies() throws IOException {
        Path one = BooksFile.in(directory.resolve("one"), ROWS);
        Path two = BooksFile.in(directory.resolve("two"), ROWS);

        assertThat(one).hasSameBinaryContentAs(two);
        assertThat(Files.readString(one)).contains(",EUR,", ",GBP,", ",CREDIT_NOTE", ",INVOICE");
    }
}
