package io.relance.examples.quickstart;

import io.relance.adapter.calendarjollyday.JollydayCalendars;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.json.DocumentReading;
import io.relance.json.PolicyReader;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.storage.DunningStore;
import io.relance.storage.PolicyDocument;
import io.relance.template.TemplateCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which memory is asked, and of whose accounts. */
final class DatabaseOptions {
    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    @Mixin
    private CreditorOption creditor = new CreditorOption();

    @Mixin
    private TemplatesOption templates = new TemplatesOption();

    /** One of two ways to say it. */
    static final class Where {
        @Option(
                names = "--db",
                required = true,
                paramLabel = "URL",
                converter = Converters.DatabaseUrl.class,
                description = "The database that run was given.")
        @Nullable
        String url;

        @Option(
                names = "--out",
                required = true,
                paramLabel = "DIR",
                converter = Converters.Directory.class,
                description = "The directory that run was given, when it was given no database.")
        @Nullable
        Path directory;

        /**
         * The database; none is made.
         *
         * @throws DocumentException when there is none
         */
        Database open() {
            String address = url;
            if (address != null) {
                return Database.existing(address)
                        .orElseThrow(() -> refused(
                                "NO_DATABASE",
                                "no run has left anything in " + Database.withoutSecrets(address),
                                "name the --db that run was given"));
            }
            Path folder = directory == null ? Path.of("") : directory;
            if (!Files.exists(folder.resolve("relance.mv.db"))) {
                throw refused(
                        "NO_DATABASE",
                        folder + " has no relance.mv.db",
                        "name the directory into which run has written, or the database with --db");
            }
            return Database.existing(Database.in(folder))
                    .orElseThrow(() -> refused(
                            "NO_DATABASE",
                            folder + "/relance.mv.db has nothing of relance in it",
                            "name the directory into which run has written"));
        }
    }

    CreditorId creditor() {
        return new CreditorId(creditor.id);
    }

    /**
     * The words that the policy goes with.
     *
     * @throws DocumentException with everything that is wrong with their folder
     */
    TemplateCatalogue templates(Policy policy) {
        return templates.catalogue(policy);
    }

    /**
     * The database; none is made.
     *
     * @throws DocumentException when there is none
     */
    Database open() {
        return where.open();
    }

    /**
     * The policy under which the creditor's accounts were decided last.
     *
     * @throws DocumentException when none of them ever was
     */
    Policy policy(DunningStore store) {
        Optional<PolicyDocument> document = store.policy(creditor(), Optional.empty());
        DocumentReading<Policy> reading = document.map(stored ->
                        PolicyReader.policy("policy.json", stored.body().bytes()))
                .orElseThrow(() -> refused(
                        "UNKNOWN_CREDITOR",
                        "nothing was ever run for creditor \"" + creditor.id + "\" on this database",
                        "name the --creditor that run was given"));
        return reading.value().orElseThrow(() -> new DocumentException(reading.problems())).toBuilder()
                .calendars(JollydayCalendars.create())
                .build();
    }

    /**
     * What people do they do on the day, or later: what follows goes by it.
     *
     * @param what happened, for the message
     * @throws DocumentException when {@code day} is before {@code since}
     */
    static void requireSince(String what, LocalDate since, LocalDate day) {
        if (day.isBefore(since)) {
            throw refused(
                    "DAY_TOO_EARLY",
                    what + " on " + since + ", and --as-of is " + day,
                    "name the day on which it is done, " + since + " or later");
        }
    }

    static DocumentException refused(String code, String message, String remedy) {
        return new DocumentException(List.of(DocumentProblem.error(code, "command line", 0, message, remedy)));
    }
}
