package io.relance.examples.quickstart;

import io.relance.action.DunningAction.Route;
import io.relance.action.DunningAction.SendMessage;
import io.relance.delivery.ChannelId;
import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.json.DocumentReading;
import io.relance.json.NearestWord;
import io.relance.json.PolicyReader;
import io.relance.json.PolicyWriter;
import io.relance.policy.Policy;
import io.relance.policy.StandardPolicy;
import io.relance.scenario.Scenario;
import io.relance.scenario.Step;
import io.relance.template.TemplateCatalogue;
import io.relance.time.BusinessCalendars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The policy that a command line asks for: the document given, else {@code standard}. */
final class Policies {
    private Policies() {}

    /**
     * The policy of a creditor. Country and time zone are those of the command line where it names them, else the document's,
     * else the defaults of the command line.
     *
     * @throws DocumentException with everything that is wrong with the document
     */
    static Policy of(BooksOptions options, BusinessCalendars calendars, CommandLine command) {
        Policy policy = options.policy == null
                ? StandardPolicy.create()
                : read(options.policy).policyOrRefuse();
        if (!isNamed(command, "--creditor-country")) {
            options.creditorCountry = policy.country().orElse(options.creditorCountry);
        }
        if (!isNamed(command, "--time-zone") && !policy.timeZone().equals(ZoneOffset.UTC)) {
            options.timeZone = policy.timeZone();
        }
        return standing(policy, options, calendars);
    }

    /** The standard policy of a creditor. */
    static Policy standard(BooksOptions options, BusinessCalendars calendars) {
        return standing(StandardPolicy.create(), options, calendars);
    }

    private static Policy standing(Policy policy, BooksOptions options, BusinessCalendars calendars) {
        return PolicyWriter.versioned(policy.toBuilder()
                .country(options.creditorCountry)
                .timeZone(options.timeZone)
                .calendars(calendars)
                .build());
    }

    private static boolean isNamed(CommandLine command, String option) {
        return command.getParseResult() != null && command.getParseResult().hasMatchedOption(option);
    }

    /** The ids of the templates that a policy names. */
    static Set<String> templates(Policy policy) {
        Set<String> named = new TreeSet<>();
        for (Scenario scenario : policy.scenarios()) {
            scenario.thankYou().ifPresent(route -> named.add(route.template()));
            scenario.steps().stream()
                    .flatMap(step -> step.message().stream())
                    .flatMap(message -> message.routes().stream())
                    .forEach(route -> named.add(route.template()));
        }
        return named;
    }

    /**
     * A document, read.
     *
     * @param policy empty when there are errors
     */
    record Read(Optional<Policy> policy, List<DocumentProblem> problems) {
        Policy policyOrRefuse() {
            return policy.orElseThrow(() -> new DocumentException(problems));
        }
    }

    /** Reads a document, with everything that is wrong with it. */
    static Read read(Path file) {
        byte[] document;
        try {
            document = Files.readAllBytes(file);
        } catch (IOException e) {
            DocumentProblem problem = DocumentProblem.error(
                    "UNREADABLE_FILE",
                    file.toString(),
                    0,
                    "the policy can't be read: " + FileTrouble.of(file, e),
                    "name a file that is there");
            return new Read(Optional.empty(), List.of(problem));
        }
        DocumentReading<Policy> reading = PolicyReader.policy(file.toString(), document);
        return new Read(reading.value(), reading.problems());
    }

    /**
     * Refuses a policy that names a channel or template that this program lacks.
     *
     * @param file the document's name; null for the standard policy
     */
    static void requireFit(Policy policy, @Nullable Path file, TemplateCatalogue templates) {
        requireFit(policy, file, templates, true, true);
    }

    /**
     * @param letters whether there is a folder for letters
     * @param texts whether there is a gateway for text messages
     */
    static void requireFit(
            Policy policy, @Nullable Path file, TemplateCatalogue templates, boolean letters, boolean texts) {
        List<DocumentProblem> problems = new ArrayList<>();
        for (Scenario scenario : policy.scenarios()) {
            for (Step step : scenario.steps()) {
                for (Route route : step.message().map(SendMessage::routes).orElse(List.of())) {
                    String where = "step \"" + step.id() + "\" of scenario \"" + scenario.id() + "\"";
                    String name = file == null ? "" : file.toString();
                    boolean letter = route.channel().equals(ChannelId.LETTER);
                    boolean text = route.channel().equals(ChannelId.SMS);
                    if (letter && !letters) {
                        problems.add(DocumentProblem.error(
                                "UNKNOWN_CHANNEL",
                                name,
                                0,
                                where + " sends letters, and there is no folder for them",
                                "name one with --letters, or send over email"));
                    } else if (text && !texts) {
                        problems.add(DocumentProblem.error(
                                "UNKNOWN_CHANNEL",
                                name,
                                0,
                                where + " sends text messages over \"sms\", and there is no gateway for them",
                                "name one with --sms, or send over email"));
                    } else if (!letter && !text && !route.channel().equals(ChannelId.EMAIL)) {
                        problems.add(DocumentProblem.error(
                                "UNKNOWN_CHANNEL",
                                name,
                                0,
                                where + " sends over \"" + route.channel() + "\", which this program does not have",
                                "send over email, letter or sms"));
                    }
                    if (!templates.knows(route.template())) {
                        problems.add(DocumentProblem.error(
                                "UNKNOWN_TEMPLATE",
                                name,
                                0,
                                where + " uses the template \"" + route.template() + "\", which is not there",
                                NearestWord.remedy(route.template(), templates.ids())));
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new DocumentException(problems);
        }
    }
}
