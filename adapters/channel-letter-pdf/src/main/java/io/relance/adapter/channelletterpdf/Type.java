package io.relance.adapter.channelletterpdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.relance.adapter.channelletterpdf.Fonts.Face;
import io.relance.adapter.channelletterpdf.Fonts.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The fonts as one document embeds them: each at most once, and of each only what is used. */
final class Type {
    /** Points of a millimetre. */
    static final float MM = 72f / 25.4f;

    private static final int UNITS = 1000;

    private final PDDocument document;
    private final Fonts fonts;
    private final Map<Face, PDFont> loaded = new HashMap<>();

    /** A face that is read and embedded when something is written in it. */
    private final class WhenUsed extends PDFontSupplier {
        private final Face face;

        WhenUsed(Face face) {
            super(null);
            this.face = face;
        }

        @Override
        public PDFont supply() {
            return load(face);
        }
    }

    Type(PDDocument document, Fonts fonts) {
        this.document = document;
        this.fonts = fonts;
    }

    void giveTo(PdfRendererBuilder renderer) {
        for (Face face : fonts.faces()) {
            renderer.useFont(
                    new WhenUsed(face),
                    face.family(),
                    face.style().weight(),
                    face.style().italic() ? FontStyle.ITALIC : FontStyle.NORMAL,
                    true);
        }
    }

    private PDFont load(Face face) {
        return loaded.computeIfAbsent(face, missing -> {
            try {
                return PDType0Font.load(document, missing.read(), true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** How wide a line is, in millimetres. */
    float width(String line, Style style, float size) throws IOException {
        float width = 0;
        for (int i = 0; i < line.length(); ) {
            int end = runEnd(line, i, style);
            width += load(faceOf(line.codePointAt(i), style)).getStringWidth(line.substring(i, end));
            i = end;
        }
        return width * size / UNITS / MM;
    }

    /** Writes a line from {@code x}, with its base at {@code y}: in millimetres from the left and the top. */
    void write(PDPageContentStream page, String line, Style style, float size, float x, float y) throws IOException {
        page.beginText();
        page.newLineAtOffset(x * MM, (Frame.HEIGHT - y) * MM);
        for (int i = 0; i < line.length(); ) {
            int end = runEnd(line, i, style);
            page.setFont(load(faceOf(line.codePointAt(i), style)), size);
            page.showText(line.substring(i, end));
            i = end;
        }
        page.endText();
    }

    /** Where the text from {@code start} on changes its face. */
    private int runEnd(String line, int start, Style style) {
        Face face = faceOf(line.codePointAt(start), style);
        int end = start;
        while (end < line.length() && faceOf(line.codePointAt(end), style) == face) {
            end += Character.charCount(line.codePointAt(end));
        }
        return end;
    }

    private Face faceOf(int c, Style style) {
        return fonts.facesFor(style).stream()
                .filter(face -> face.has(c))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no font has a character that was said to be printable"));
    }
}
