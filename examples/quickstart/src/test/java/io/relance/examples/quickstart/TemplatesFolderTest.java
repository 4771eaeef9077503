package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Words of one's own in place of the built-in ones. */
class TemplatesFolderTest {
    @TempDir
    Path home;

    private Path books;
    private Path folder;

    @BeforeEach
    void books() {
        folder = home.resolve("words");
        books = CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,customerName,issued,due,amount,currency,language",
                "F-1,A,<b>Ann</b> & Co,2026-01-10,2026-03-20,100.00,EUR,en",
                "F-2,B,Bruno,2026-01-10,2026-03-20,100.00,EUR,fr");
    }

    private CommandLineRun run(String... more) {
        List<String> args = new ArrayList<>(
                List.of("run", "--books", books.toString(), "--as-of", "2026-03-31", "--out", home + "/out"));
        args.addAll(List.of("--templates", folder.toString()));
        args.addAll(List.of(more));
        return CommandLineRun.in(home, args.toArray(new String[0]));
    }

    private String mail(String customer) {
        return CommandLineRun.filesOf(home.resolve("out/outbox")).entrySet().stream()
                .filter(file -> file.getKey().startsWith("2026-03-31_" + customer + "_"))
                .map(file -> file.getValue().replace("\r\n", "\n"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_subject_alone_leaves_the_built_in_words_and_other_languages_are_untouched() {
        CommandLineRun.write(folder, "reminder.en.subject.txt", "Your account with {{creditorName}}");

        assertThat(run().exitCode()).isZero();

        assertThat(mail("A")).contains("\nSubject: Your account with default\n", "Content-Type: text/html;");
        assertThat(mail("B")).contains("=?UTF-8?Q?Rappel=C2=A0:_facture_F-2_");
    }

    @Test
    void text_and_html_are_written_with_what_comes_from_the_books_escaped() {
        CommandLineRun.write(
                folder, "reminder.en.txt", "Dear {{customerName}},", "pay{{#invoices}} {{number}}{{/invoices}}.");
        CommandLineRun.write(folder, "reminder.en.html", "<p>Dear {{customerName}}</p>");

        assertThat(run().exitCode()).isZero();

        assertThat(mail("A"))
                .contains("\n\nDear <b>Ann</b> & Co,\npay F-1.\n")
                .contains("\n\n<p>Dear &lt;b&gt;Ann&lt;/b&gt; &amp; Co</p>\n");
    }

    @Test
    void a_text_alone_goes_out_as_plain_text_alone() {
        CommandLineRun.write(folder, "reminder.en.txt", "\uFEFFDear {{customerName}}\r");

        assertThat(run().exitCode()).isZero();

        assertThat(mail("A")).contains("\n\nDear <b>Ann</b> & Co\n").doesNotContain("text/html", "\uFEFF");
    }

    @Test
    void words_for_a_language_that_has_none_are_used_for_it() {
        CommandLineRun.write(
                home,
                "books.csv",
                "invoice,customer,issued,due,amount,currency,language",
                "F-3,C,2026-01-10,2026-04-03,100.00,EUR,de");
        CommandLineRun.write(folder, "pre-due.de.subject.txt", "Bald zu zahlen");
        CommandLineRun.write(folder, "pre-due.de.txt", "Guten Tag {{customerName}}");

        assertThat(run().exitCode()).isZero();

        assertThat(mail("C")).contains("\nSubject: Bald zu zahlen\n", "\nContent-Language: de\n");
    }

    @Test
    void files_that_begin_with_a_dot_and_an_empty_folder_change_nothing() throws IOException {
        Files.createDirectories(folder);
        CommandLineRun.write(folder, ".DS_Store", "x");

        assertThat(run().exitCode()).isZero();

        assertThat(mail("A")).contains("Reminder:_invoice_F-1");
    }

    @Test
    void every_problem_of_every_file_is_told_at_once_with_its_place_and_nothing_is_written() throws IOException {
        CommandLineRun.write(folder, "reminder.en.subject.txt", "To {{custmerName}}");
        CommandLineRun.write(folder, "reminder.en.txt", "Dear {{customerName}},", "", "  {{#invoices}}{{nubmer}}");
        CommandLineRun.write(folder, "reminder.en.html", "<p>{{{customerName}}}</p>", "<p>{{java.lang}}</p>");
        CommandLineRun.write(folder, "firm.fr.html", "<p></p>");
        CommandLineRun.write(folder, "firm.xx.subject.txt", "x");
        CommandLineRun.write(folder, "remnider.fr.txt", "x");
        CommandLineRun.write(folder, "reminder.fr.text", "x");
        Files.write(folder.resolve("last-reminder.en.txt"), new byte[] {'a', (byte) 0xff});
        Files.write(folder.resolve("thank-you.en.txt"), new byte[TemplatesFolder.MAX_BYTES + 1]);
        Files.createDirectories(folder.resolve("statement.en.txt"));

        CommandLineRun run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        String where = folder + "/";
        assertThat(run.err().lines())
                .containsExactlyInAnyOrder(
                        where + "reminder.en.subject.txt:1:4: error INVALID_TEMPLATE: unknown variable \"custmerName\";"
                                + " did you mean \"customerName\"?",
                        where
                                + "reminder.en.txt:3:3: error INVALID_TEMPLATE: the section {{#invoices}} is never closed;"
                                + " close it with {{/invoices}}",
                        where
                                + "reminder.en.txt:3:16: error INVALID_TEMPLATE: unknown variable \"nubmer\"; did you mean"
                                + " \"number\"?",
                        where + "reminder.en.html:1:4: error INVALID_TEMPLATE: {{{customerName}} would not be escaped;"
                                + " write {{name}}: values come from others and are escaped in HTML",
                        where + "reminder.en.html:2:4: error INVALID_TEMPLATE: unknown variable \"java.lang\"; the"
                                + " variables are those of TemplateVariable",
                        where
                                + "firm.fr.html: error INVALID_TEMPLATE: the HTML is given and the text is not; give both",
                        where + "firm.xx.subject.txt: error INVALID_TEMPLATE: messages can't be written in the language"
                                + " \"xx\"; use de, en, es, fr, it or nl",
                        where
                                + "remnider.fr.txt: error UNKNOWN_TEMPLATE: there is no template \"remnider\"; did you mean"
                                + " \"reminder\"?",
                        where + "reminder.fr.text: error UNKNOWN_FILE: it is no part of a template; name it as in"
                                + " reminder.fr.txt, or take it out",
                        where
                                + "last-reminder.en.txt: error INVALID_TEMPLATE: its bytes are not UTF-8; save it as UTF-8",
                        where + "thank-you.en.txt: error INVALID_TEMPLATE: it has more than 1000000 bytes; write less",
                        where + "statement.en.txt: error UNKNOWN_FILE: it is no part of a template; name it as in"
                                + " reminder.fr.txt, or take it out");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void problems_are_told_to_programs_with_file_line_and_column() {
        CommandLineRun.write(folder, "reminder.en.txt", "Dear", "{{nobody}}");

        CommandLineRun run = run("--format", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode problem =
                JsonMapper.builder().build().readTree(run.out()).get("problems").get(0);
        assertThat(problem.get("code").asString()).isEqualTo("INVALID_TEMPLATE");
        assertThat(problem.get("file").asString()).isEqualTo(folder + "/reminder.en.txt");
        assertThat(problem.get("line").asInt()).isEqualTo(2);
        assertThat(problem.get("column").asInt()).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        CommandLineRun missing = run();
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .isEqualTo(folder + ": error UNREADABLE_FILE: the folder of templates can't be read:"
                        + " there is no such file; name a folder that is there\n");

        CommandLineRun.write(home, "words", "I am a file");
        assertThat(run().err()).contains("the folder of templates can't be read: it is a file");
    }

    @Test
    void a_template_that_tries_to_reach_java_is_refused() {
        List<String> tried = List.of(
                "{{class}}",
                "{{getClass}}",
                "{{customerName.class.forName}}",
                "{{#class}}{{forName}}{{/class}}",
                "{{creditorName.getBytes}}",
                "{{this.class}}",
                "{{.}}",
                "{{>reminder}}",
                "{{#invoices}}{{entrySet}}{{size}}{{/invoices}}");
        CommandLineRun.write(folder, "reminder.en.txt", tried.toArray(new String[0]));

        CommandLineRun run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(IntStream.rangeClosed(1, tried.size()))
                .allMatch(line -> run.err().contains("reminder.en.txt:" + line + ":"));
    }

    @Test
    void a_template_that_the_policy_names_is_written_and_every_command_knows_it() {
        Path policy = CommandLineRun.write(
                home,
                "policy.yaml",
                "policy: own",
                "defaultScenario: s",
                "scenarios:",
                "  - id: s",
                "    steps:",
                "      - { id: one, stage: AMICABLE, when: { daysAfterDue: 5 }, send: [ { channel: email, template: our-words } ] }");
        CommandLineRun.write(folder, "our-words.en.subject.txt", "From us");
        CommandLineRun.write(folder, "our-words.en.txt", "Dear {{customerName}}");
        String[] inputs = {"--books", books.toString(), "--as-of", "2026-03-31", "--policy", policy.toString()};

        assertThat(run("--policy", policy.toString()).exitCode()).isZero();
        assertThat(mail("A")).contains("\nSubject: From us\n");

        for (String remembered : List.of("", "--out " + home + "/out")) {
            for (String command : List.of("explain --customer A", "claims --customer A", "preflight")) {
                List<String> args = new ArrayList<>(
                        List.of((command + " " + remembered).strip().split(" ")));
                args.addAll(List.of(inputs));
                args.addAll(List.of("--templates", folder.toString()));
                CommandLineRun asked = CommandLineRun.in(home, args.toArray(new String[0]));
                assertThat(asked.exitCode()).as("%s: %s", args, asked.err()).isZero();
            }
        }
        for (String command : List.of("status", "tasks", "approve", "timeline --customer A", "verify")) {
            List<String> args = new ArrayList<>(List.of(command.split(" ")));
            args.addAll(List.of("--out", home + "/out", "--templates", folder.toString()));
            CommandLineRun asked = CommandLineRun.in(home, args.toArray(new String[0]));
            assertThat(asked.exitCode()).as("%s: %s", command, asked.err()).isZero();
        }
    }
}
