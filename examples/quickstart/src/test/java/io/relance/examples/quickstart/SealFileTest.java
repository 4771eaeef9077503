package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file to check against that is none is refused before any database is opened, with one error and its place. */
class SealFileTest {
    @TempDir
    Path home;

    private Path kept;

    @BeforeEach
    void name() {
        kept = home.resolve("kept.json");
    }

    private CommandLineRun against(String... format) {
        String[] args = {"verify", "--out", home.resolve("nothing").toString(), "--against", kept.toString()};
        return CommandLineRun.in(
                home, Stream.concat(Stream.of(args), Stream.of(format)).toArray(String[]::new));
    }

    @ParameterizedTest(name = "{1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    not json                                   | SYNTAX         | kept.json:1:
                    {"seals": [1                               | WRONG_TYPE     | kept.json:1:12: error WRONG_TYPE: this should be an object (at seals[0])
                    {"creditor": "default", "hash": "x"}       | MISSING_KEY    | kept.json: error MISSING_KEY: "seals" is missing
                    []                                         | WRONG_TYPE     | kept.json:1:1: error WRONG_TYPE: this should be an object
                    {"seals": [{"customer": "A"}]}             | MISSING_KEY    | "events" is missing (at seals[0])
                    {"seals": [{"events": 1.5}]}               | WRONG_TYPE     | this should be a whole number (at seals[0].events)
                    {"seals": [{"events": 0}]}                 | INVALID_VALUE  | 0 is no number of events (at seals[0].events)
                    {"seals": [{"events": 9223372036854775808}]} | INVALID_VALUE | 9223372036854775808 is no number of events
                    {"seals": [{"hash": "abc"}]}               | INVALID_VALUE  | 64 lower-case hexadecimal digits, but was "abc" (at seals[0].hash)
                    {"seals": [{"customer": " "}]}             | BLANK_TEXT     | (at seals[0].customer)
                    {"seals": [], "seals": []}                 | SYNTAX         | kept.json:1:
                    {"creditor": "default", "hash": "x", "seals": []} {} | SYNTAX | there is something after its end
                    {"creditor": "other", "hash": "x", "seals": []} | OTHER_CREDITOR | the seals are of creditor "other"
                    {"creditor": "default", "hash": "x", "seals": []} | ALTERED_FILE | and x was noted
                    """)
    void a_file_that_is_none_is_refused_with_its_place(String content, String code, String place) throws IOException {
        Files.writeString(kept, content);

        CommandLineRun refused = against();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains(code).contains(place).hasLineCount(1);
        assertThat(against("--format", "json").out()).contains("\"code\": \"" + code + "\"");
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        CommandLineRun refused = against();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("UNREADABLE_FILE").contains("there is no such file");
    }
}
