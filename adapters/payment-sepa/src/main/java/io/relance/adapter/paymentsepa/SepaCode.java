package io.relance.adapter.paymentsepa;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.EpcText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A QR code that starts a SEPA credit transfer in the payer's banking app (European Payments Council, EPC069-12): error
 * correction M, at most version 13, with the four white modules around it that readers need. The same transfer gives the same
 * bytes. Immutable.
 */
public final class SepaCode {
    /** The most pixels of a module in a picture. */
    public static final int MAX_PIXELS = 40;

    private static final int MAX_VERSION = 13;
    private static final int QUIET = 4;

    private final String text;
    private final boolean[][] dark;

    private SepaCode(String text, boolean[][] dark) {
        this.text = text;
        this.dark = dark;
    }

    /** The code of a transfer; empty when it can't say that one: see {@link EpcText#of}. */
    public static Optional<SepaCode> of(CreditTransfer transfer) {
        return EpcText.of(transfer).map(text -> new SepaCode(text, modules(encode(text))));
    }

    static QRCode encode(String text) {
        // The bytes of UTF-8 as they are, without the sign that announces a character set (ECI): few banking apps know
        // it, and
        // naming ISO 8859-1, whose characters stand for the bytes here, would have the others read the bytes so.
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            QRCode code = Encoder.encode(bytes, ErrorCorrectionLevel.M);
            if (code.getVersion().getVersionNumber() > MAX_VERSION) {
                throw new IllegalStateException("a text of " + bytes.length() + " bytes fits into version 13");
            }
            return code;
        } catch (WriterException e) {
            throw new IllegalStateException("a text of " + bytes.length() + " bytes fits into version 13", e);
        }
    }

    /** The modules with the white ones around them; rows first. */
    private static boolean[][] modules(QRCode code) {
        ByteMatrix matrix = code.getMatrix();
        int size = matrix.getWidth() + 2 * QUIET;
        boolean[][] dark = new boolean[size][size];
        for (int row = 0; row < matrix.getHeight(); row++) {
            for (int column = 0; column < matrix.getWidth(); column++) {
                dark[row + QUIET][column + QUIET] = matrix.get(column, row) == 1;
            }
        }
        return dark;
    }

    /** What it says. */
    public String text() {
        return text;
    }

    /** How many modules it has from side to side, the white ones around it included. */
    public int size() {
        return dark.length;
    }

    /** As a drawing for web pages and print: SVG, black on white, of any size; without a text of its own. */
    public String svg() {
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < dark.length; row++) {
            int column = 0;
            while (column < dark.length) {
                int from = column;
                while (column < dark.length && dark[row][column]) {
                    column++;
                }
                if (column > from) {
                    path.append('M').append(from).append(' ').append(row);
                    path.append('h')
                            .append(column - from)
                            .append("v1h-")
                            .append(column - from)
                            .append('z');
                }
                column++;
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + dark.length + " " + dark.length
                + "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
                + "<path fill=\"#000\" d=\"" + path + "\"/></svg>";
    }

    /**
     * As a picture for mails: PNG, black on white.
     *
     * @param pixels of a module, from 1 to {@value #MAX_PIXELS}; 6 to 8 are read well
     * @throws IllegalArgumentException when they are more or fewer
     */
    public byte[] png(int pixels) {
        if (pixels < 1 || pixels > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "a module has 1 to " + MAX_PIXELS + " pixels, but was to have " + pixels);
        }
        return Png.of(dark, pixels);
    }

    /** Its size; not what it says. */
    @Override
    public String toString() {
        return "SEPA code of " + dark.length + " modules";
    }
}
