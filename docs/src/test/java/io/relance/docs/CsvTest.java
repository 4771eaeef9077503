package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.adapter.importfiles.CsvBooks;
import io.relance.adapter.importfiles.CsvMapping;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program, files and mappings of the pages about CSV files. */
class CsvTest {
    private static final Page PAGE = Page.named("docs/guide/csv.md");

    @TempDir
    Path directory;

    @BeforeEach
    void the_files_of_the_page() throws IOException {
        Files.writeString(directory.resolve("invoices.csv"), PAGE.blocks("csv").get(0));
        Files.writeString(directory.resolve("payments.csv"), PAGE.blocks("csv").get(1));
        Files.writeString(directory.resolve("mapping.yaml"), PAGE.blocks("yaml").get(0));
    }

    private ImportedBooks read() throws IOException {
        // shown in docs/guide/csv.md
        CsvMapping mapping = CsvMapping.invoices("mapping.yaml", Files.readAllBytes(directory.resolve("mapping.yaml")));
        ImportedBooks books = CsvBooks.builder(LocalDate.of(2026, 3, 31)) // later payments are not yet known
                .books(directory.resolve("invoices.csv"))
                .mapping(mapping)
                .payments(directory.resolve("payments.csv"))
                .creditor(new CreditorId("atelier"))
                .zone(ZoneId.of("Europe/Paris"))
                .build()
                .read();
        for (AccountLedger ledger : books.ledgers().toList()) {
            System.out.println(ledger.customer().name() + ": "
                    + ledger.receivables().size() + " invoices, "
                    + ledger.payments().size() + " payments");
        }
        // until here
        return books;
    }

    @Test
    void the_files_of_the_page_are_read_as_the_page_says() throws IOException {
        ImportedBooks books = read();

        assertThat(books.counts().invoices()).isEqualTo(2);
        assertThat(books.counts().creditNotes()).isEqualTo(1);
        assertThat(books.counts().payments()).isEqualTo(1);
        assertThat(books.warnings()).isEmpty();
        AccountLedger port = books.ledgers().findFirst().orElseThrow();
        assertThat(port.customer().name()).isEqualTo("Brasserie du Port");
        assertThat(port.asOf(books.asOf(), Tolerance.NONE).items())
                .extracting(item -> item.receivable().id().value(), item -> item.open())
                .containsExactly(tuple("F-1", Money.parse("EUR 750.50")), tuple("F-2", Money.parse("EUR 300.00")));
    }

    @Test
    void a_bad_row_is_told_as_the_page_says() throws IOException {
        Files.writeString(
                directory.resolve("invoices.csv"), PAGE.blocks("csv").get(0).replace("03/03/2026", "30/02/2026"));
        String told = "";
        // shown in docs/guide/csv.md
        try {
            CsvBooks.builder(LocalDate.of(2026, 3, 31))
                    .books(directory.resolve("invoices.csv"))
                    .mapping(CsvMapping.invoices("mapping.yaml", Files.readAllBytes(directory.resolve("mapping.yaml"))))
                    .build()
                    .read();
        } catch (DocumentException refused) {
            for (DocumentProblem problem : refused.problems()) {
                told += problem.line() + " " + problem.code() + "\n"; // 2 UNREADABLE_DATE
            }
        }
        // until here
        assertThat(told).isEqualTo("2 UNREADABLE_DATE\n");
    }

    static Stream<String> mappings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return Stream.concat(
                    Page.named("docs/guide/command-line.md").blocks("yaml").stream(),
                    files.sorted().map(CsvTest::text))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void every_mapping_that_is_shown_can_be_read(String mapping) {
        assertThat(CsvMapping.invoices("mapping.yaml", mapping.getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
