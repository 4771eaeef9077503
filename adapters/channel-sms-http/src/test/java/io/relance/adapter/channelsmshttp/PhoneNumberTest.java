package io.relance.adapter.channelsmshttp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "+33612345678, +33612345678",
        "+33 6 12 34 56 78, +33612345678",
        "+33\u00a06\u202f12.34-56 78, +33612345678",
        "+1-202-555-0123, +12025550123",
        "+6831234567, +6831234567",
        "+999999999999999, +999999999999999"
    })
    void numbers_with_their_country_code_are_read(String text, String number) {
        assertThat(PhoneNumber.read(text)).contains(new PhoneNumber(number));
        assertThat("+" + PhoneNumber.read(text).orElseThrow().digits()).isEqualTo(number);
    }

    /** A national number would be somebody's in any country; brackets hold what is dialled in some places alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "0612345678",
                "0033612345678",
                "33612345678",
                "+0612345678",
                "+33 (0)6 12 34 56 78",
                "+33  612345678",
                "+33612345678 ",
                " +33612345678",
                "++33612345678",
                "+336123456x8",
                "+3361234567890123",
                "+331234",
                "tel:+33612345678",
                "+33612345678,+33612345679",
                "+33612345678\n",
                "+\u0663\u0663612345678"
            })
    void everything_else_is_none(String text) {
        assertThat(PhoneNumber.read(text)).isEmpty();
    }
}
