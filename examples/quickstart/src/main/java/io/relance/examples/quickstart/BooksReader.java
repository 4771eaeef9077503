package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.CsvBooks;
import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import io.relance.adapter.importfiles.CsvMapping;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.receivable.CreditorId;
import io.relance.time.BusinessCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the books that the options name, and says on standard error what a person should know of them. */
final class BooksReader {
    private final Streams streams;
    private final BusinessCalendars calendars;

    BooksReader(Streams streams, BusinessCalendars calendars) {
        this.streams = streams;
        this.calendars = calendars;
    }

    /**
     * Reads the books.
     *
     * @throws DocumentException with everything that is wrong with mappings and books
     * @throws ParameterException when the options contradict each other
     */
    ImportedBooks read(BooksOptions options, CommandLine command) {
        if (options.paymentsMapping != null && options.payments == null) {
            throw new ParameterException(command, "--payments-mapping needs --payments");
        }
        CsvBooks.Builder builder = CsvBooks.builder(options.asOf)
                .books(options.books.toArray(new Path[0]))
                .mapping(mapping(options.mapping, CsvMapping::invoices))
                .paymentsMapping(mapping(options.paymentsMapping, CsvMapping::payments))
                .creditor(new CreditorId(options.creditor.id))
                .zone(options.timeZone)
                .onBadRow(options.onBadRow);
        if (options.payments != null) {
            builder.payments(options.payments);
        }
        ImportedBooks books;
        try (ImportProgress progress = new ImportProgress(streams)) {
            books = builder.progress(progress).build().read();
        }
        tell(books, options);
        return books;
    }

    private static CsvMapping mapping(@Nullable Path file, BiFunction<String, byte[], CsvMapping> reader) {
        if (file == null) {
            return CsvMapping.standard();
        }
        try {
            return reader.apply(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DocumentException(List.of(DocumentProblem.error(
                    "UNREADABLE_FILE",
                    file.toString(),
                    0,
                    "the mapping can't be read: " + FileTrouble.of(file, e),
                    "name a file that is there")));
        }
    }

    private void tell(ImportedBooks books, BooksOptions options) {
        books.warnings().forEach(warning -> streams.err().println(warning));
        if (options.onBadRow == OnBadRow.SKIP && !books.badRows().isEmpty()) {
            streams.err().println(books.badRows().size() + " bad row(s) were left out");
        }
        if (books.syntheticEmails()) {
            streams.err().println("the books have no column email: mails go to <customer-id>@customer.invalid");
        }
        TreeSet<String> countries = new TreeSet<>(books.countries());
        countries.add(options.creditorCountry);
        countries.removeIf(country -> calendars.forCountry(country).isPresent());
        if (!countries.isEmpty()) {
            streams.err()
                    .println("no calendar of public holidays is known for " + String.join(", ", countries)
                            + ": only weekends are off there");
        }
    }
}
