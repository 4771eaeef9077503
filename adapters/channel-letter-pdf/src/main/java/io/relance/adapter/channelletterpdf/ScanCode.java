package io.relance.adapter.channelletterpdf;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A QR code as a picture: one that starts a SEPA credit transfer, or leads to a page. As EPC069-12 wants it: UTF-8, error correction M, at
 * most version 13.
 */
final class ScanCode {
    private static final int MAX_VERSION = 13;
    /** White modules around it, which readers need. */
    private static final int QUIET = 4;
    /** Pixels of a module: enough for printers, and viewers that smooth pictures. */
    private static final int PIXELS = 8;

    private ScanCode() {}

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
        // The bytes of UTF-8 as they are, without the sign that announces a character set (ECI): few banking apps know
        // it, and
        // naming ISO 8859-1, whose characters stand for the bytes here, would have the others read the bytes so.
        String bytes = new String(payload.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            QRCode code = Encoder.encode(bytes, ErrorCorrectionLevel.M);
            if (code.getVersion().getVersionNumber() > MAX_VERSION) {
                throw new IllegalStateException("a payload of " + bytes.length() + " bytes fits into version 13");
            }
            return code;
        } catch (WriterException e) {
            throw new IllegalStateException("a payload of " + bytes.length() + " bytes fits into version 13", e);
        }
    }
}
