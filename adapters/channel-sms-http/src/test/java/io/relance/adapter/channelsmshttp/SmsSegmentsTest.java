package io.relance.adapter.channelsmshttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SmsSegmentsTest {
    private static final String SMILE = new String(Character.toChars(0x1F600));

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("a".repeat(160), 1, true),
                Arguments.of("a".repeat(161), 2, true),
                Arguments.of("a".repeat(2 * 153), 2, true),
                Arguments.of("a".repeat(2 * 153 + 1), 3, true),
                // the extension table: an escape and a character
                Arguments.of("\u20ac".repeat(80), 1, true),
                Arguments.of("\u20ac".repeat(81), 2, true),
                // the 153rd place is left empty rather than to cut the euro sign in two: 76 + 76 + 1 signs
                Arguments.of("\u20ac".repeat(152), 2, true),
                Arguments.of("\u20ac".repeat(153), 3, true),
                Arguments.of("a".repeat(152) + "\u20ac" + "a".repeat(151), 2, true),
                Arguments.of("a".repeat(152) + "\u20ac" + "a".repeat(152), 3, true),
                Arguments.of("^{}[]~|\\\f", 1, true),
                Arguments.of("d\u00e9j\u00e0 \u00e9t\u00e9 \u00c7a \u00f1 \u00df \u00a7\n", 1, true),
                // a small c with a cedilla is not in the table, nor is the backquote
                Arguments.of("\u00e7" + "a".repeat(69), 1, false),
                Arguments.of("\u00e7" + "a".repeat(70), 2, false),
                Arguments.of("`", 1, false),
                Arguments.of("\u00ea".repeat(2 * 67), 2, false),
                Arguments.of("\u00ea".repeat(2 * 67 + 1), 3, false),
                Arguments.of(SMILE.repeat(35), 1, false),
                // 33 of them in 66 of 67 places
                Arguments.of(SMILE.repeat(66), 2, false),
                Arguments.of(SMILE.repeat(67), 3, false));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void texts_are_cut_as_telephones_get_them(String text, int count, boolean gsm) {
        assertThat(SmsSegments.of(text)).isEqualTo(new SmsSegments(count, gsm));
    }

    @Property
    void no_segment_is_overfull_and_none_is_needless(@ForAll @StringLength(max = 700) String text) {
        SmsSegments segments = SmsSegments.of(text);
        int least = segments.gsm() ? 153 : 67;
        int units = text.codePoints()
                .map(c -> segments.gsm() ? ("\f^{}\\[~]|\u20ac".indexOf(c) < 0 ? 1 : 2) : Character.charCount(c))
                .sum();

        if (segments.count() > 1) {
            assertThat(segments.count() * least).isGreaterThanOrEqualTo(units);
            assertThat((segments.count() - 1) * (least - 1)).isLessThan(units);
        } else {
            assertThat(units).isLessThanOrEqualTo(segments.gsm() ? 160 : 70);
        }
    }

    @Property
    void more_words_take_no_fewer_segments(@ForAll @StringLength(max = 400) String text, @ForAll char more) {
        assertThat(SmsSegments.of(text + more).count())
                .isGreaterThanOrEqualTo(SmsSegments.of(text).count());
    }
}
