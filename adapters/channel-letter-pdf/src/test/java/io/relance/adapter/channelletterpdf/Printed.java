package io.relance.adapter.channelletterpdf;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A letter as its reader has it: the words of each page with their places, the code to scan. */
final class Printed implements AutoCloseable {
    private static final float MM = 25.4f / 72;

    /**
     * A run of words; millimetres from the left and the top of the page.
     *
     * @param y the base of the line
     */
    record Run(int page, String words, float x, float y, float end, boolean bold, float size) {}

    private final PDDocument document;
    private final List<Run> runs = new ArrayList<>();

    Printed(byte[] pdf) {
        try {
            document = Loader.loadPDF(pdf);
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void writeString(String words, List<TextPosition> at) {
                    TextPosition first = at.get(0);
                    TextPosition last = at.get(at.size() - 1);
                    runs.add(new Run(
                            getCurrentPageNo(),
                            words,
                            first.getXDirAdj() * MM,
                            first.getYDirAdj() * MM,
                            (last.getXDirAdj() + last.getWidthDirAdj()) * MM,
                            first.getFont().getName().contains("Bold"),
                            first.getFontSizeInPt()));
                }
            };
            stripper.setSortByPosition(true);
            stripper.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PDDocument document() {
        return document;
    }

    int pages() {
        return document.getNumberOfPages();
    }

    List<Run> runs() {
        return runs;
    }

    /** The run that has these words, the first of them. */
    Run run(String words) {
        return runs.stream()
                .filter(run -> run.words().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("\"" + words + "\" is not among " + runs));
    }

    /** The words of a page, from 1, a run each line. */
    String page(int page) {
        return String.join(
                "\n",
                runs.stream().filter(run -> run.page() == page).map(Run::words).toList());
    }

    /** All words of all pages. */
    String words() {
        return String.join("\n", runs.stream().map(Run::words).toList());
    }

    /** What stands within the frame: the subject and the words. */
    String body(LetterLayout layout) {
        return String.join(
                "\n",
                runs.stream()
                        .filter(run -> run.y() < 280
                                && run.y()
                                        > (run.page() == 1 ? layout.geometry().bodyY() : 20))
                        .map(Run::words)
                        .toList());
    }

    /** The words on the first page within a window. */
    List<String> within(float left, float top, float right, float bottom) {
        return runs.stream()
                .filter(run ->
                        run.page() == 1 && run.x() >= left && run.end() <= right && run.y() >= top && run.y() <= bottom)
                .map(Run::words)
                .toList();
    }

    /** What the code on a page, from 1, says; empty when there is none. */
    Optional<String> code(int page) {
        try {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page - 1, 200);
            int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
            BinaryBitmap bitmap = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels)));
            return Optional.of(new QRCodeReader()
                    .decode(
                            bitmap,
                            Map.of(
                                    DecodeHintType.TRY_HARDER,
                                    true,
                                    DecodeHintType.CHARACTER_SET,
                                    "UTF-8",
                                    DecodeHintType.POSSIBLE_FORMATS,
                                    List.of(BarcodeFormat.QR_CODE)))
                    .getText());
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (ChecksumException | FormatException | IOException e) {
            throw new AssertionError("the code can't be read", e);
        }
    }

    /** What all the codes on a page, from 1, say. */
    Set<String> codes(int page) {
        try {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(page - 1, 200);
            int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
            BinaryBitmap bitmap = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels)));
            return Arrays.stream(new QRCodeMultiReader()
                            .decodeMultiple(
                                    bitmap,
                                    Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, "UTF-8")))
                    .map(Result::getText)
                    .collect(Collectors.toSet());
        } catch (NotFoundException e) {
            return Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
