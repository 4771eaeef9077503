package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.CsvBooks.OnBadRow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which books are read, as of when, and whose they are. */
final class BooksOptions {
    @Option(
            names = "--books",
            required = true,
            paramLabel = "FILE",
            description = "Invoices and credit notes, CSV. May be given several times.")
    List<Path> books = new ArrayList<>();

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "How the columns of the books are called, YAML. Without it the header cells are the keys.")
    @Nullable
    Path mapping;

    @Option(names = "--payments", paramLabel = "FILE", description = "Payments, CSV.")
    @Nullable
    Path payments;

    @Option(
            names = "--payments-mapping",
            paramLabel = "FILE",
            description = "How the columns of the payments are called, YAML.")
    @Nullable
    Path paymentsMapping;

    @Option(
            names = "--as-of",
            required = true,
            paramLabel = "YYYY-MM-DD",
            converter = Converters.Date.class,
            description = "The day: everything is as at its end.")
    LocalDate asOf = LocalDate.EPOCH;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy, YAML or JSON (the one that the command policy prints).")
    @Nullable
    Path policy;

    @Mixin
    CreditorOption creditor = new CreditorOption();

    @Option(
            names = "--creditor-country",
            paramLabel = "FR",
            defaultValue = "FR",
            converter = Converters.Country.class,
            description = "The creditor's country (the policy's, else ${DEFAULT-VALUE}).")
    String creditorCountry = "FR";

    @Option(
            names = "--language",
            paramLabel = "fr",
            defaultValue = "fr",
            converter = Converters.Language.class,
            description = "How to write to customers whose language the books don't tell (${DEFAULT-VALUE}).")
    String language = "fr";

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            defaultValue = "Europe/Paris",
            converter = Converters.Zone.class,
            description = "The creditor's time zone (the policy's, else ${DEFAULT-VALUE}).")
    ZoneId timeZone = ZoneId.of("Europe/Paris");

    @Option(
            names = "--on-bad-row",
            paramLabel = "fail|skip",
            defaultValue = "fail",
            converter = Converters.BadRows.class,
            description = "Refuse everything, or leave bad rows out and list them (${DEFAULT-VALUE}).")
    OnBadRow onBadRow = OnBadRow.FAIL;
}
