package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built-in messages, word for word. {@code mvn -pl templates test -Dtest=GoldenFilesTest -Drelance.goldens=write} writes
 * them anew, for a person to look at.
 */
class GoldenFilesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/io/relance/template/goldens");
    private static final boolean WRITE = "write".equals(System.getProperty("relance.goldens"));

    static Stream<Arguments> messages() {
        return Stream.of("fr", "en")
                .flatMap(language -> Stream.of(
                        Arguments.of("pre-due", "pre-due." + language, Models.preventive(language)),
                        Arguments.of("reminder", "reminder." + language, Models.overdueWithEverything(language)),
                        Arguments.of("reminder", "reminder-one." + language, Models.overdueWithOneLine(language)),
                        Arguments.of("firm", "firm." + language, Models.overdueWithEverything(language)),
                        Arguments.of("firm", "firm-one." + language, Models.overdueWithOneLine(language)),
                        Arguments.of("thank-you", "thank-you." + language, Models.thanks(language))));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("messages")
    void the_message_reads_as_in_its_golden_file(String template, String name, MessageModel.Builder model)
            throws IOException {
        RenderedMessage message = TemplateCatalogue.builtIn().render(template, model.build());

        compare(name + ".txt", "Subject: " + message.subject() + "\n\n" + message.text());
        compare(name + ".html", message.html().orElseThrow());
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
