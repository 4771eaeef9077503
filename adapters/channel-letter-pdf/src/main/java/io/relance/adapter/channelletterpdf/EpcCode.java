package io.relance.adapter.channelletterpdf;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.relance.delivery.CreditTransfer;
import io.relance.receivable.CreditorReference;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The code that starts a SEPA credit transfer in the payer's banking app (European Payments Council, EPC069-12, version
 * 002): UTF-8, error correction M, at most version 13.
 */
final class EpcCode {
    private static final String CURRENCY = "EUR";
    private static final BigDecimal LEAST = new BigDecimal("0.01");
    private static final BigDecimal MOST = new BigDecimal("999999999.99");
    /** Characters of the beneficiary's name. */
    private static final int MAX_NAME = 70;
    /** What the whole of it may have: what version 13 takes at error correction M. */
    private static final int MAX_BYTES = 331;

    private static final int MAX_VERSION = 13;
    /** White modules around it, which readers need. */
    private static final int QUIET = 4;
    /** Pixels of a module: enough for printers, and viewers that smooth pictures. */
    private static final int PIXELS = 8;

    private EpcCode() {}

    /** What the code says; empty when it can't say this: another currency than the euro, an amount that no bank takes. */
    static Optional<String> payload(CreditTransfer transfer) {
        BigDecimal amount = transfer.amount().getAmount();
        if (!transfer.amount().getCurrencyUnit().getCode().equals(CURRENCY)
                || amount.compareTo(LEAST) < 0
                || amount.compareTo(MOST) > 0) {
            return Optional.empty();
        }
        String bic = transfer.bic()
                .filter(code -> code.matches("[A-Z0-9]{8}([A-Z0-9]{3})?"))
                .orElse("");
        String reference = transfer.reference().map(CreditorReference::value).orElse("");
        String payload = String.join(
                        "\n",
                        List.of(
                                "BCD",
                                "002",
                                "1", // UTF-8
                                "SCT",
                                bic,
                                Words.line(transfer.holder(), MAX_NAME),
                                transfer.iban(),
                                CURRENCY + amount.toPlainString(),
                                "", // purpose
                                reference))
                .stripTrailing();
        return payload.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES ? Optional.of(payload) : Optional.empty();
    }

    /** The code as a picture: PNG, black on white, with the white around it that readers need. */
    static byte[] png(String payload) {
        ByteMatrix modules = encode(payload).getMatrix();
        int size = (modules.getWidth() + 2 * QUIET) * PIXELS;
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, size, size);
        pen.setColor(Color.BLACK);
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int column = 0; column < modules.getWidth(); column++) {
                if (modules.get(column, row) == 1) {
                    pen.fillRect((column + QUIET) * PIXELS, (row + QUIET) * PIXELS, PIXELS, PIXELS);
                }
            }
        }
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture can't be written to memory", e);
        }
        return png.toByteArray();
    }

    static QRCode encode(String payload) {
        // The bytes of UTF-8 as they are, without the sign that announces another character set (ECI): few banking apps
        // know it.
        String bytes = new String(payload.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            QRCode code = Encoder.encode(
                    bytes,
                    ErrorCorrectionLevel.M,
                    Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.ISO_8859_1.name()));
            if (code.getVersion().getVersionNumber() > MAX_VERSION) {
                throw new IllegalStateException("a payload of " + bytes.length() + " bytes fits into version 13");
            }
            return code;
        } catch (WriterException e) {
            throw new IllegalStateException("a payload of " + bytes.length() + " bytes fits into version 13", e);
        }
    }
}
