package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.adapter.importfiles.CsvBooks;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.policy.StandardPolicy;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {
    @TempDir
    Path home;

    @Test
    void what_the_disk_says_is_passed_on_as_it_is() {
        Path file = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency",
                "F-100,ACME,2026-01-10,2026-03-20,100.00,EUR");
        ImportedBooks books =
                CsvBooks.builder(LocalDate.of(2026, 3, 31)).books(file).build().read();
        Report report = Report.of(books, StandardPolicy.create(), "creditor");

        assertThatThrownBy(() -> ReportJson.write(report, new FullDisk()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
