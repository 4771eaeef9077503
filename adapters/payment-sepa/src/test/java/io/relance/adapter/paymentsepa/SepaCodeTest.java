package io.relance.adapter.paymentsepa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.QRCode;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.EpcText;
import io.relance.receivable.CreditorReference;
import io.relance.receivable.ReceivableId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are read again by another reader, from the picture and from the drawing, and their fields compared. */
class SepaCodeTest {
    private static final SepaAccount ACCOUNT =
            new SepaAccount("Atelier Martin & Fils", "BE72 0000 0000 1616", Optional.of("BPOTBEB1"));

    private static SepaCode code(String invoice, String amount) {
        return SepaCode.of(ACCOUNT.transfer(new ReceivableId(invoice), Money.parse(amount)))
                .orElseThrow();
    }

    private static String readPicture(byte[] png) throws IOException, ReaderException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return read(new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels));
    }

    private static String readDrawing(String svg, int pixels) throws ReaderException {
        Matcher view = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(view.find()).isTrue();
        int size = Integer.parseInt(view.group(1)) * pixels;
        int[] drawn = new int[size * size];
        Arrays.fill(drawn, 0xffffff);
        Matcher bar = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(svg);
        while (bar.find()) {
            int left = Integer.parseInt(bar.group(1)) * pixels;
            int top = Integer.parseInt(bar.group(2)) * pixels;
            int width = Integer.parseInt(bar.group(3)) * pixels;
            for (int y = top; y < top + pixels; y++) {
                Arrays.fill(drawn, y * size + left, y * size + left + width, 0);
            }
        }
        return read(new RGBLuminanceSource(size, size, drawn));
    }

    private static String read(RGBLuminanceSource source) throws ReaderException {
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.CHARACTER_SET, "UTF-8", DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 8, 40})
    void the_picture_says_the_transfer(int pixels) throws IOException, ReaderException {
        List<String> fields = readPicture(code("F-2026-17", "EUR 1250.00").png(pixels))
                .lines()
                .toList();

        assertThat(fields)
                .containsExactly(
                        "BCD",
                        "002",
                        "1",
                        "SCT",
                        "BPOTBEB1",
                        "Atelier Martin & Fils",
                        "BE72000000001616",
                        "EUR1250.00",
                        "",
                        CreditorReference.of("F-2026-17").orElseThrow().value());
        assertThat(CreditorReference.parse(fields.get(9)).value()).endsWith("F202617");
    }

    @Test
    void the_drawing_says_the_same_and_no_more() throws ReaderException {
        SepaCode code = code("F-2026-17", "EUR 0.01");

        assertThat(readDrawing(code.svg(), 4)).isEqualTo(code.text());
        assertThat(code.svg()).startsWith("<svg xmlns=").endsWith("</svg>").doesNotContain("Martin");
    }

    @Test
    void names_of_any_script_are_read_as_they_are() throws IOException, ReaderException {
        SepaAccount account = SepaAccount.of(
                "M\u00fcller \u0141\u00f3d\u017a \u0391\u03b8\u03ae\u03bd\u03b1 \u20ac", "DE89370400440532013000");
        SepaCode code = SepaCode.of(account.transfer(new ReceivableId("R/17"), Money.parse("EUR 999999999.99")))
                .orElseThrow();

        assertThat(readPicture(code.png(6))).isEqualTo(code.text());
        assertThat(readPicture(code.png(6)).lines().toList().get(5)).isEqualTo(account.holder());
    }

    @Test
    void the_same_transfer_gives_the_same_bytes() {
        assertThat(code("F-1", "EUR 1.00").png(6))
                .isEqualTo(code("F-1", "EUR 1.00").png(6));
        assertThat(code("F-1", "EUR 1.00").png(6))
                .isNotEqualTo(code("F-2", "EUR 1.00").png(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR 0.00", "EUR 1000000000.00", "USD 10.00"})
    void what_a_code_cannot_say_has_none(String amount) {
        assertThat(SepaCode.of(ACCOUNT.transfer(new ReceivableId("F-1"), Money.parse(amount))))
                .isEmpty();
    }

    @Property(tries = 100)
    void any_code_has_error_correction_m_and_at_most_version_13(
            @ForAll @StringLength(min = 1, max = 90) String holder,
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

        EpcText.of(transfer).ifPresent(text -> {
            QRCode code = SepaCode.encode(text);
            assertThat(code.getECLevel()).isEqualTo(ErrorCorrectionLevel.M);
            assertThat(code.getVersion().getVersionNumber()).isLessThanOrEqualTo(13);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 41})
    void a_module_has_some_pixels_and_not_too_many(int pixels) {
        SepaCode code = code("F-1", "EUR 1.00");

        assertThatThrownBy(() -> code.png(pixels)).hasMessage("a module has 1 to 40 pixels, but was to have " + pixels);
    }

    /** The examples of the IBAN registry. */
    @ParameterizedTest
    @CsvSource({
        "BE68 5390 0754 7034, BE68539007547034",
        "fr14 2004 1010 0505 0001 3m02 606, FR1420041010050500013M02606",
        "DE89 3704 0044 0532 0130 00, DE89370400440532013000",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S, MT84MALT011000012345MTLCAST001S",
    })
    void an_iban_is_kept_as_machines_write_it(String written, String iban) {
        assertThat(SepaAccount.of("Ann", written).iban()).isEqualTo(iban);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BE68 5390 0754 7035", "BE86539007547034", "BE6853900754703\n4x", "12345678901234567"})
    void an_iban_whose_check_digits_do_not_hold_is_refused_and_not_shown(String iban) {
        assertThatThrownBy(() -> SepaAccount.of("Ann", iban))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the IBAN to pay to has a form or check digits that no IBAN has");
    }

    @Test
    void an_account_has_a_holder_and_a_bic_of_its_form_and_shows_little() {
        assertThatThrownBy(() -> SepaAccount.of(" ", "BE68539007547034")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SepaAccount("Ann", "BE68539007547034", Optional.of("bpotbeb1")))
                .hasMessage("a BIC has 8 or 11 capitals and digits");
        assertThat(ACCOUNT).hasToString("account of Atelier Martin & Fils ending in 1616");
        assertThat(code("F-1", "EUR 1.00").toString()).matches("SEPA code of \\d+ modules");
    }

    @Test
    void an_invoice_whose_number_makes_no_reference_is_paid_without_one() {
        assertThat(ACCOUNT.transfer(new ReceivableId("A".repeat(22)), Money.parse("EUR 1.00"))
                        .reference())
                .isEmpty();
        assertThat(code("A".repeat(22), "EUR 1.00").text()).endsWith("EUR1.00");
    }
}
