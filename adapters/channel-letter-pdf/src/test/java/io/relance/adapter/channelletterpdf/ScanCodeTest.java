package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.EpcText;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ScanCodeTest {
    /** @param straight read as the drawing that it is, not sought in a photograph */
    private static Result read(byte[] png, boolean straight) throws IOException, ReaderException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels))),
                        straight
                                ? Map.of(DecodeHintType.PURE_BARCODE, true)
                                : Map.of(DecodeHintType.CHARACTER_SET, "UTF-8"));
    }

    @Test
    void a_name_with_accents_is_read_as_it_is() throws IOException, ReaderException {
        CreditTransfer transfer = new CreditTransfer(
                "M\u00fcller \u0141\u00f3d\u017a \u20ac",
                "DE89370400440532013000",
                Optional.empty(),
                Money.parse("EUR 1.00"),
                Optional.empty());
        String said = EpcText.of(transfer).orElseThrow();

        assertThat(read(ScanCode.png(said), false).getText()).isEqualTo(said);
    }

    /** Version 13 with error correction M takes no more. */
    @Property(tries = 100)
    void an_address_of_up_to_331_bytes_is_read_as_it_is_with_error_correction_m(
            @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = EpcText.MAX_BYTES) String address)
            throws IOException, ReaderException {
        Result read = read(ScanCode.png(address), true);

        assertThat(read.getText()).isEqualTo(address);
        assertThat(read.getResultMetadata()).containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
    }
}
