package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.ImportedBooks;
import java.util.List;

/** The file that lists the rows left out. */
final class BadRows {
    static final String FILE = "bad-rows.csv";

    private BadRows() {}

    static String csv(ImportedBooks books) {
        return CsvText.of(
                List.of("file", "line", "code", "message"),
                books.badRows().stream()
                        .map(row -> List.of(row.file(), Integer.toString(row.line()), row.code(), row.message()))
                        .toList());
    }
}
