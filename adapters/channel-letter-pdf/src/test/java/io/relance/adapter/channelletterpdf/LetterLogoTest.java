package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The creditor's logo stands above the window, whatever its shape. */
class LetterLogoTest {
    private static final int DPI = 127;
    /** Pixels to a millimetre. */
    private static final int MM = 5;

    private static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D on = image.createGraphics();
        on.setColor(Color.RED);
        on.fillRect(0, 0, width, height);
        on.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, out)).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] letter(LetterSender sender) {
        LetterFolder folder = LetterFolder.at(Path.of("."), InstantSource.fixed(Instant.parse("2026-04-01T09:30:00Z")));
        return LetterPdfChannel.builder(folder)
                .sender(sender)
                .build()
                .preview(Letters.plain("Bonjour.\n".repeat(80)).build())
                .orElseThrow()
                .bytes();
    }

    /** What is red on a page, in millimetres. */
    private static Rectangle red(byte[] pdf, int page) throws IOException {
        try (Printed printed = new Printed(pdf)) {
            BufferedImage picture = new PDFRenderer(printed.document()).renderImageWithDPI(page, DPI);
            Rectangle red = new Rectangle();
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    Color color = new Color(picture.getRGB(x, y));
                    if (color.getRed() > 200 && color.getGreen() < 60 && color.getBlue() < 60) {
                        red = red.isEmpty() ? new Rectangle(x, y, 1, 1) : red.union(new Rectangle(x, y, 1, 1));
                    }
                }
            }
            return new Rectangle(red.x / MM, red.y / MM, red.width / MM, red.height / MM);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // millimetres: 60 by 22 at most, and 72 dots per inch at least
        "FRENCH, png, 600, 100, 60, 10",
        "GERMAN, png, 600, 100, 60, 10",
        "FRENCH, jpg, 300, 300, 22, 22",
        "GERMAN, jpg, 100, 900, 2, 22",
        "GERMAN, png, 72, 36, 25, 12",
    })
    void it_hangs_at_the_top_right_above_the_window(
            LetterLayout layout, String format, int across, int down, int width, int height) throws IOException {
        LetterSender sender = (layout == LetterLayout.FRENCH ? Letters.FRENCH : Letters.GERMAN)
                .with(LetterLogo.of(picture(format, across, down)));

        byte[] pdf = letter(sender);

        Rectangle red = red(pdf, 0);
        assertThat(red.width).isBetween(width - 1, width + 1);
        assertThat(red.height).isBetween(height - 1, height + 1);
        assertThat(red.x + red.width).isBetween(188, 191);
        assertThat(red.y).isBetween(11, 13);
        assertThat(red.y + red.height).as("the window begins at 45 mm").isLessThan(36);
        assertThat(red(pdf, 1).isEmpty()).as("it is on the first page alone").isTrue();
        assertThat(letter(sender)).as("the same letter is the same bytes").isEqualTo(pdf);
    }

    @Test
    void long_names_end_before_it() throws IOException {
        String name = "Manufacture générale des engrenages, poulies et courroies de Saint-Étienne et de la Loire";
        LetterLogo logo = LetterLogo.of(picture("png", 600, 200));
        for (LetterLayout layout : LetterLayout.values()) {
            try (Printed letter =
                    new Printed(letter(LetterSender.of(layout, name, name).with(logo)))) {
                assertThat(letter.runs())
                        .filteredOn(run -> run.page() == 1 && run.y() < 36)
                        .isNotEmpty()
                        .allSatisfy(run -> assertThat(run.end()).isLessThan(130));
            }
        }
    }

    @Test
    void what_is_no_picture_or_too_large_a_one_is_refused_when_it_is_given() {
        assertThatThrownBy(() -> LetterLogo.of(new byte[LetterLogo.MAX_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500000 bytes");
        assertThatThrownBy(() -> LetterLogo.of(picture("png", 2_000, 1_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2002000");
        assertThatThrownBy(() -> LetterLogo.of(picture("gif", 10, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PNG or JPEG");
        assertThatThrownBy(() -> LetterLogo.of("<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PNG or JPEG");
        byte[] whole = picture("png", 300, 300);
        assertThatThrownBy(() -> LetterLogo.of(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PNG or JPEG");
    }
}
