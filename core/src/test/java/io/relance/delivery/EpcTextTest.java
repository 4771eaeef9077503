package io.relance.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.receivable.CreditorReference;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpcTextTest {
    private static CreditTransfer transfer(String holder, String bic, String amount, String reference) {
        return new CreditTransfer(
                holder,
                "BE72000000001616",
                Optional.ofNullable(bic),
                Money.parse(amount),
                Optional.ofNullable(reference).map(CreditorReference::new));
    }

    /** The elements and their order are those of EPC069-12, table 2. */
    @Test
    void the_payload_has_the_elements_of_the_guideline_in_their_order() {
        assertThat(EpcText.of(transfer("Red Cross of Belgium", "BPOTBEB1", "EUR 1.00", "RF18539007547034")))
                .contains("""
                        BCD
                        002
                        1
                        SCT
                        BPOTBEB1
                        Red Cross of Belgium
                        BE72000000001616
                        EUR1.00

                        RF18539007547034""");
    }

    @Test
    void what_is_absent_at_the_end_is_left_out_and_within_it_is_empty() {
        assertThat(EpcText.of(transfer("Red Cross", null, "EUR 999999999.99", null)))
                .contains("BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR999999999.99");
        assertThat(EpcText.of(transfer("Red Cross", "not a BIC", "EUR 0.01", null)))
                .contains("BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 0.00", "EUR -1.00", "EUR 1000000000.00", "USD 10.00", "CHF 10.00"})
    void an_amount_that_it_can_not_say_has_no_code(String amount) {
        assertThat(EpcText.of(transfer("Red Cross", null, amount, null))).isEmpty();
    }

    @Test
    void line_ends_in_the_name_add_no_element() {
        assertThat(EpcText.of(transfer("Red\nBE00\r\nCross", null, "EUR 1.00", null)))
                .contains("BCD\n002\n1\nSCT\n\nRed BE00 Cross\nBE72000000001616\nEUR1.00");
    }

    @Test
    void a_long_name_is_cut_between_characters_and_says_so() {
        String name = "\ud83d\ude00".repeat(71);
        String text = EpcText.of(transfer(name, null, "EUR 1.00", null)).orElseThrow();

        assertThat(text.lines().toList().get(5)).isEqualTo("\ud83d\ude00".repeat(69) + "\u2026");
    }

    @Test
    void what_is_larger_than_a_code_takes_has_none() {
        CreditTransfer longest = new CreditTransfer(
                "\ud83d\ude00".repeat(70),
                "MT84MALT011000012345MTLCAST001S",
                Optional.of("MALTMTMTXXX"),
                Money.parse("EUR 999999999.99"),
                CreditorReference.of("ABCDEFGHIJKLMNOPQRSTU"));

        assertThat(EpcText.of(longest)).isEmpty();
    }

    @Property(tries = 200)
    void any_text_has_ten_elements_and_fits_into_version_13(
            @ForAll @StringLength(min = 1, max = 200) String holder,
            @ForAll @BigRange(min = "0.01", max = "999999999.99") @Scale(2) BigDecimal amount) {
        if (holder.isBlank()) {
            return;
        }
        CreditTransfer transfer = new CreditTransfer(
                holder,
                "MT84MALT011000012345MTLCAST001S",
                Optional.of("MALTMTMTXXX"),
                Money.of(CurrencyUnit.EUR, amount),
                CreditorReference.of("ABCDEFGHIJKLMNOPQRSTU"));

        Optional<String> payload = EpcText.of(transfer);

        payload.ifPresent(said -> {
            assertThat(said.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(331);
            assertThat(said.lines().count()).isEqualTo(10);
        });
    }
}
