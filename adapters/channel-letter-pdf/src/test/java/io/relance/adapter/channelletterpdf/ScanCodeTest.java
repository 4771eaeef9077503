package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ScanCodeTest {
    @Test
    void a_name_with_accents_is_read_as_it_is() throws IOException, ReaderException {
        CreditTransfer transfer = new CreditTransfer(
                "M\u00fcller \u0141\u00f3d\u017a \u20ac",
                "DE89370400440532013000",
                Optional.empty(),
                Money.parse("EUR 1.00"),
                Optional.empty());
        String said = EpcText.of(transfer).orElseThrow();

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(ScanCode.png(said)));
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        assertThat(new QRCodeReader()
                        .decode(
                                new BinaryBitmap(new HybridBinarizer(
                                        new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels))),
                                Map.of(DecodeHintType.CHARACTER_SET, "UTF-8"))
                        .getText())
                .isEqualTo(said);
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

        Optional<String> payload = EpcText.of(transfer);

        payload.ifPresent(said -> {
            QRCode code = ScanCode.encode(said);
            assertThat(code.getECLevel()).isEqualTo(ErrorCorrectionLevel.M);
            assertThat(code.getVersion().getVersionNumber()).isLessThanOrEqualTo(13);
        });
    }
}
