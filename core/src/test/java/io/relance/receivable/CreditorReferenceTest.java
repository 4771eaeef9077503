package io.relance.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structured creditor references of ISO 11649. */
class CreditorReferenceTest {
    @ParameterizedTest(name = "{0} has {1}")
    @CsvSource({
        "539007547034, RF18539007547034",
        "2348236, RF332348236",
        "0000002348236, RF330000002348236",
        "fac-2026/0017, RF15FAC20260017"
    })
    void a_text_has_the_reference_of_its_letters_and_digits(String text, String reference) {
        assertThat(CreditorReference.of(text).orElseThrow().value()).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " -/", "1234567890123456789012", "\u65e5\u672c"})
    void a_text_without_letters_and_digits_or_with_too_many_has_none(String text) {
        assertThat(CreditorReference.of(text)).isEmpty();
    }

    @Test
    void it_is_read_as_people_write_it_and_written_as_they_read_it() {
        CreditorReference reference = CreditorReference.parse("rf18 5390 0754 7034");

        assertThat(reference.value()).isEqualTo("RF18539007547034");
        assertThat(reference.grouped()).isEqualTo("RF18 5390 0754 7034");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RF", "RF18", "RF19539007547034", "RF1853900754703\u00c4", "XX18539007547034"})
    void what_is_none_is_refused_with_what_would_be_right(String written) {
        assertThatThrownBy(() -> CreditorReference.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("creditor reference");
    }

    @Test
    void one_wrong_check_digit_is_refused_with_the_right_one() {
        assertThatThrownBy(() -> CreditorReference.parse("RF19539007547034")).hasMessageContaining("must be 18");
    }

    @Property
    void one_letter_or_digit_that_is_mistaken_is_always_noticed(
            @ForAll @StringLength(min = 1, max = 21) @CharRange(from = 'A', to = 'Z') @CharRange(from = '0', to = '9')
                    String text,
            @ForAll @CharRange(from = '0', to = '9') char other,
            @ForAll int at) {
        String right = CreditorReference.of(text).orElseThrow().value();
        int place = 4 + Math.floorMod(at, text.length());
        if (Character.isDigit(right.charAt(place)) && right.charAt(place) != other) {
            String mistaken = right.substring(0, place) + other + right.substring(place + 1);

            assertThatThrownBy(() -> CreditorReference.parse(mistaken)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
