package io.relance.adapter.importfiles;

import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.adapter.importfiles.ImportedBooks.BadRow;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes small files and reads them as books, seen from 2026-06-30. */
final class Files4Tests {
    static final LocalDate AS_OF = LocalDate.of(2026, 6, 30);

    private final Path directory;

    Files4Tests(Path directory) {
        this.directory = directory;
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static CsvMapping mapping(String yaml) {
        return CsvMapping.invoices("mapping.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    ImportedBooks read(String csv) {
        return read(csv, b -> b);
    }

    ImportedBooks read(String csv, UnaryOperator<CsvBooks.Builder> more) {
        return more.apply(CsvBooks.builder(AS_OF).books(file("books.csv", csv)))
                .build()
                .read();
    }

    ImportedBooks withPayments(String csv, String payments) {
        return read(csv, b -> b.payments(file("payments.csv", payments)));
    }

    List<BadRow> badRows(String csv, UnaryOperator<CsvBooks.Builder> more) {
        return read(csv, b -> more.apply(b.onBadRow(OnBadRow.SKIP))).badRows();
    }

    List<DocumentProblem> refusal(String csv, UnaryOperator<CsvBooks.Builder> more) {
        return refusal(more.apply(CsvBooks.builder(AS_OF).books(file("books.csv", csv))));
    }

    static List<DocumentProblem> refusal(CsvBooks.Builder books) {
        try {
            books.build().read();
        } catch (DocumentException e) {
            return e.problems();
        }
        throw new AssertionError("the books were not refused");
    }

    static AccountLedger ledger(ImportedBooks books, String customer) {
        return books.ledger(AccountId.of("default", customer)).orElseThrow();
    }

    /** A path's text without the directory, which changes from run to run. */
    String local(String text) {
        return text.replace(directory.toString() + "/", "");
    }
}
