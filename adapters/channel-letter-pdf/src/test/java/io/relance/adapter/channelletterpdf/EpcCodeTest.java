package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.QRCode;
import io.relance.delivery.CreditTransfer;
import io.relance.receivable.CreditorReference;
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

class EpcCodeTest {
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
        assertThat(EpcCode.payload(transfer("Red Cross of Belgium", "BPOTBEB1", "EUR 1.00", "RF18539007547034")))
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
        assertThat(EpcCode.payload(transfer("Red Cross", null, "EUR 999999999.99", null)))
                .contains("BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR999999999.99");
        assertThat(EpcCode.payload(transfer("Red Cross", "not a BIC", "EUR 0.01", null)))
                .contains("BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 0.00", "EUR -1.00", "EUR 1000000000.00", "USD 10.00", "CHF 10.00"})
    void an_amount_that_it_can_not_say_has_no_code(String amount) {
        assertThat(EpcCode.payload(transfer("Red Cross", null, amount, null))).isEmpty();
    }

    @Test
    void line_ends_in_the_name_add_no_element() {
        assertThat(EpcCode.payload(transfer("Red\nBE00\r\nCross", null, "EUR 1.00", null)))
                .contains("BCD\n002\n1\nSCT\n\nRed BE00 Cross\nBE72000000001616\nEUR1.00");
    }

    @Property(tries = 200)
    void any_code_has_error_correction_m_and_at_most_version_13(
            @ForAll @StringLength(min = 1, max = 200) String holder,
            @ForAll @BigRange(min = "0.01", max = "999999999.99") @Scale(2) java.math.BigDecimal amount) {
        if (holder.isBlank()) {
            return;
        }
        CreditTransfer transfer = new CreditTransfer(
                holder,
                "MT84MALT011000012345MTLCAST001S",
                Optional.of("MALTMTMTXXX"),
                Money.of(CurrencyUnit.EUR, amount),
                CreditorReference.of("ABCDEFGHIJKLMNOPQRSTU"));

        Optional<String> payload = EpcCode.payload(transfer);

        payload.ifPresent(said -> {
            assertThat(said.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(331);
            assertThat(said.lines().count()).isEqualTo(10);
            QRCode code = EpcCode.encode(said);
            assertThat(code.getECLevel()).isEqualTo(ErrorCorrectionLevel.M);
            assertThat(code.getVersion().getVersionNumber()).isLessThanOrEqualTo(13);
        });
    }
}
