package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built-in messages, word for word. {@code mvn -pl templates test -Dtest=GoldenFilesTest -Drelance.goldens=write} writes
 * them anew, for a person to look at.
 */
class GoldenFilesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/io/relance/template/goldens");
    private static final boolean WRITE = "write".equals(System.getProperty("relance.goldens"));

    static Stream<Arguments> messages() {
        return Stream.concat(
                Stream.of(Arguments.of("reminder", "reminder-branded.en", Models.brandedReminder("en"))),
                Arrays.stream(BuiltIn.values())
                        .flatMap(template -> template.languages().stream()
                                .sorted()
                                .flatMap(language -> messages(template, language.code()))));
    }

    private static Stream<Arguments> messages(BuiltIn template, String language) {
        Arguments full =
                Arguments.of(template.id(), template.id() + "." + language, Models.suiting(template.id(), language));
        if (template.kinds().equals(Set.of(MessageKind.PREVENTIVE))) {
            return Stream.of(
                    full,
                    Arguments.of(template.id(), template.id() + "-collected." + language, Models.collected(language)),
                    Arguments.of(
                            template.id(), template.id() + "-collected-one." + language, Models.oneCollected(language)),
                    Arguments.of(
                            template.id(),
                            template.id() + "-partly-collected." + language,
                            Models.partlyCollected(language)));
        }
        if (!template.kinds().contains(MessageKind.OVERDUE) || template == BuiltIn.FORMAL_NOTICE) {
            return Stream.of(full);
        }
        String one = template.id() + "-one." + language;
        Stream<Arguments> both = Stream.of(full, Arguments.of(template.id(), one, Models.overdueWithOneLine(language)));
        return template == BuiltIn.REMINDER
                ? Stream.concat(
                        both,
                        Stream.of(Arguments.of(
                                template.id(),
                                template.id() + "-beside-collected." + language,
                                Models.overdueBesideCollected(language))))
                : both;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("messages")
    void the_message_reads_as_in_its_golden_file(String template, String name, MessageModel.Builder model)
            throws IOException {
        RenderedMessage message = TemplateCatalogue.builtIn().render(template, model.build());

        compare(name + ".txt", "Subject: " + message.subject() + "\n\n" + message.text());
        compare(name + ".html", message.html().orElseThrow());
        compare(
                name + ".paper.html",
                TemplateCatalogue.builtIn()
                        .render(template, model.build(), Medium.PAPER)
                        .html()
                        .orElseThrow());
    }

    /** The words of the blocks are asked for when the catalogue is made; these only when a message has the value. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_has_every_word_that_values_are_put_into(Language language) {
        Wording wording = Wording.of(language);

        assertThat(wording.word("day.one")).isNotEqualTo(wording.word("day.other"));
        for (InformationNote note : InformationNote.values()) {
            assertThat(wording.word("note." + note)).isNotBlank();
        }
        for (StatementEntry.Type type : StatementEntry.Type.values()) {
            assertThat(wording.word("entry." + type)).isNotBlank();
        }
    }

    private static void compare(String file, String actual) throws IOException {
        Path golden = DIRECTORY.resolve(file);
        if (WRITE) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }
}
