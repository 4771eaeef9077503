package io.relance.adapter.channelletterpdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/**
 * The creditor's logo, as letters show it at the top right of the first page: PNG or JPEG, up to {@value #MAX_BYTES} bytes and
 * {@value #MAX_PIXELS} pixels. It is fitted into 60 by 22 mm, above the window of either layout, and printed at 72 dots per inch at
 * the least. Its bytes are the host's: nothing is fetched. Immutable.
 */
public final class LetterLogo {
    /** The most bytes. */
    public static final int MAX_BYTES = 500_000;
    /** The most pixels. */
    public static final int MAX_PIXELS = 2_000_000;

    private static final float WIDTH = 60;
    private static final float HEIGHT = 22;
    private static final float MM_PER_PIXEL = 25.4f / 72;

    private final byte[] bytes;
    private final boolean jpeg;
    private final int across;
    private final int down;

    private LetterLogo(byte[] bytes, boolean jpeg, int across, int down) {
        this.bytes = bytes;
        this.jpeg = jpeg;
        this.across = across;
        this.down = down;
    }

    /**
     * A logo.
     *
     * @param picture a file of PNG or JPEG; copied
     * @throws IllegalArgumentException when it is neither, can't be read, or is larger than logos may be
     */
    public static LetterLogo of(byte[] picture) {
        if (picture.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a logo has at most " + MAX_BYTES + " bytes, and this one has " + picture.length);
        }
        byte[] own = picture.clone();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(own))) {
            return read(own, in);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the logo can't be read as PNG or JPEG: " + e.getMessage(), e);
        }
    }

    private static LetterLogo read(byte[] own, ImageInputStream in) throws IOException {
        ImageReader reader = reader(in);
        try {
            reader.setInput(in);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MAX_PIXELS) {
                throw new IllegalArgumentException(
                        "a logo has at most " + MAX_PIXELS + " pixels, and this one has " + pixels);
            }
            // read as a whole: one that ends in the middle is refused here, and not with each letter
            BufferedImage image = reader.read(0);
            return new LetterLogo(own, isJpeg(reader), image.getWidth(), image.getHeight());
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            String format = reader.getFormatName().toLowerCase(Locale.ROOT);
            if (format.equals("png") || format.equals("jpeg")) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalArgumentException("a logo is a picture of PNG or JPEG");
    }

    private static boolean isJpeg(ImageReader reader) throws IOException {
        return reader.getFormatName().toLowerCase(Locale.ROOT).equals("jpeg");
    }

    /** How many millimetres wide it is printed. */
    float width() {
        return across * scale();
    }

    /** How many millimetres high it is printed. */
    float height() {
        return down * scale();
    }

    /** Millimetres for a pixel. */
    private float scale() {
        return Math.min(MM_PER_PIXEL, Math.min(WIDTH / across, HEIGHT / down));
    }

    /** The picture in a document. */
    PDImageXObject in(PDDocument document) throws IOException {
        if (jpeg) {
            return JPEGFactory.createFromByteArray(document, bytes);
        }
        // not by a stream of ImageIO's own, which would be a file; it closes this one
        BufferedImage image = Optional.ofNullable(
                        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))))
                .orElseThrow(() -> new IOException("the logo can't be read any more"));
        return LosslessFactory.createFromImage(document, image);
    }

    /** Whether it is the same file. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LetterLogo logo && Arrays.equals(bytes, logo.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** For logs. */
    @Override
    public String toString() {
        return "a logo of " + across + " by " + down + " pixels";
    }
}
