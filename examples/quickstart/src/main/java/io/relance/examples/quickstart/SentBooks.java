package io.relance.examples.quickstart;

import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.receivable.CreditorId;
import io.relance.storage.ReceivablesSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The books by which a notice is reckoned that a person says was sent; left out where nothing is. */
final class SentBooks {
    @Option(
            names = "--books",
            paramLabel = "FILE",
            description = "With --sent, of a formal notice: the invoices by which its claims are reckoned, CSV."
                    + " May be given several times.")
    private List<Path> books = new ArrayList<>();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How the columns of the books are called, YAML. Without it the header cells are the keys.")
    private @Nullable Path mapping;

    @Option(names = "--payments", paramLabel = "FILE", description = "Payments, CSV.")
    private @Nullable Path payments;

    @Option(
            names = "--payments-mapping",
            paramLabel = "FILE",
            description = "How the columns of the payments are called, YAML.")
    private @Nullable Path paymentsMapping;

    boolean areGiven() {
        return !books.isEmpty() || mapping != null || payments != null || paymentsMapping != null;
    }

    /**
     * The books as of a day, in the zone of the policy.
     *
     * @throws io.relance.json.DocumentException with everything that is wrong with mappings and books
     */
    ReceivablesSource read(CreditorId creditor, LocalDate day, ZoneId zone, Streams streams, CommandLine command) {
        if (books.isEmpty()) {
            throw new CommandLine.ParameterException(command, "--mapping and --payments need --books");
        }
        BooksOptions options = new BooksOptions();
        options.books = books;
        options.mapping = mapping;
        options.payments = payments;
        options.paymentsMapping = paymentsMapping;
        options.asOf = day;
        options.creditor.id = creditor.value();
        options.timeZone = zone;
        ImportedBooks read = new BooksReader(streams, JollydayCalendars.create()).read(options, command);
        return new BooksSource(read, List.copyOf(read.accounts()), "looked at");
    }
}
