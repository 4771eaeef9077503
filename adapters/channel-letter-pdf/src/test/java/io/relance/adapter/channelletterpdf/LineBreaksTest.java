package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineBreaksTest {
    private static List<String> parts(String text) {
        LineBreaks breaks = new LineBreaks();
        breaks.setText(text);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = breaks.next(); end != -1; end = breaks.next()) {
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }

    /** Bars are where a line may end, low lines are blanks that hold together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "les intérêts et l’indemnité; les |intérêts |et |l’indemnité",
                "due : 1_000,00_€ now; due |: |1_000,00_€ |now",
                "avant-hier - FA-2026-0117; avant-|hier |- |FA-2026-0117",
                "two  blanks; two  |blanks",
                "https://pay.example/ab?c=d&e; https://|pay.example/|ab?|c=d&|e",
                "漢字かな; 漢|字|かな",
                "'';"
            })
    void a_line_ends_where_its_reader_expects(String text, String parts) {
        List<String> expected =
                parts == null ? List.of() : List.of(parts.replace('_', '\u00a0').split("\\|"));

        assertThat(parts(text.replace('_', '\u00a0'))).isEqualTo(expected);
    }

    @Property
    void nothing_is_lost_and_no_character_is_split(@ForAll String text) {
        List<String> parts = parts(text);

        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).noneMatch(String::isEmpty);
        assertThat(parts.stream()
                        .mapToInt(part -> part.codePointCount(0, part.length()))
                        .sum())
                .isEqualTo(text.codePointCount(0, text.length()));
    }
}
