package io.relance.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {
    private static final List<String> KEYS =
            List.of("if", "id", "then", "days", "column", "constant", "daysAfterDue", "daysBeforeDue", "round");

    @ParameterizedTest
    @CsvSource({
        "colum, column", // a letter dropped
        "columnn, column", // added
        "colunm, column", // swapped
        "kolumn, column", // replaced
        "COLUMN, column", // case alone
        "dayAfterDeu, daysAfterDue",
        "iff, if",
        "thne, then",
        "konstante, constant"
    })
    void a_slip_finds_the_word_that_was_meant(String slip, String meant) {
        assertThat(NearestWord.to(slip, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "banana", "columnsOfMine", "dawn"})
    void a_word_that_is_far_from_all_finds_none(String word) {
        assertThat(NearestWord.to(word, KEYS)).isEmpty();
    }

    @Test
    void of_two_equally_near_the_first_given_wins() {
        assertThat(NearestWord.to("cat", List.of("car", "can"))).contains("car");
        assertThat(NearestWord.to("cat", List.of("can", "car"))).contains("can");
    }

    @Test
    void the_remedy_names_the_nearest_or_lists_what_there_is() {
        assertThat(NearestWord.remedy("rounded", KEYS)).isEqualTo("did you mean \"round\"?");
        assertThat(NearestWord.remedy("zzzzzz", List.of("a", "b"))).isEqualTo("known here: a, b");
        assertThat(NearestWord.remedy("zzzzzz", List.of())).isEqualTo("leave it out");
    }
}
