package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librepdf.openpdf.fonts.Liberation;

class FontsTest {
    /** FULLWIDTH LATIN CAPITAL LETTER A: a letter that Liberation does not have. */
    private static final String WIDE_A = "\uff21";

    @TempDir
    Path directory;

    /** Liberation Serif in which the last characters of its table have become one: the wide A, drawn as an A. */
    private static byte[] fontWithWideA() throws IOException {
        byte[] bytes;
        try (InputStream in = Liberation.class.getResourceAsStream("/liberation/LiberationSerif-Regular.ttf")) {
            bytes = in.readAllBytes();
        }
        ByteBuffer font = ByteBuffer.wrap(bytes);
        int cmap = 0;
        for (int i = 0; i < font.getShort(4); i++) {
            int entry = 12 + 16 * i;
            if (new String(bytes, entry, 4, StandardCharsets.US_ASCII).equals("cmap")) {
                cmap = font.getInt(entry + 8);
            }
        }
        for (int i = 0; i < font.getShort(cmap + 2); i++) {
            int table = cmap + font.getInt(cmap + 4 + 8 * i + 4);
            if (font.getShort(table) == 4) {
                int twice = font.getShort(table + 6);
                int last = twice - 4; // before the closing segment of 0xFFFF
                font.putShort(table + 14 + last, (short) 0xFF21);
                font.putShort(table + 16 + twice + last, (short) 0xFF21);
                font.putShort(table + 16 + 2 * twice + last, (short) (36 - 0xFF21));
                font.putShort(table + 16 + 3 * twice + last, (short) 0);
            }
        }
        return bytes;
    }

    private LetterPdfChannel.Builder builder() {
        return LetterPdfChannel.builder(LetterFolder.at(directory, InstantSource.system()))
                .sender(Letters.FRENCH);
    }

    @Test
    void a_font_of_the_hosts_own_shows_what_the_others_do_not_have() throws IOException {
        OutboundMessage message = Letters.plain("x")
                .html("<p>dix " + WIDE_A + " dix <strong>" + WIDE_A + " fort</strong></p>")
                .recipientName("Ets " + WIDE_A + " Frères")
                .build();
        assertThat(builder().build().deliver(message, Duration.ofSeconds(20)))
                .isEqualTo(
                        new PermanentFailure("no font has the character U+FF21 (FULLWIDTH LATIN CAPITAL LETTER A): the"
                                + " channel must be given one that has it"));

        byte[] pdf = builder()
                .font(fontWithWideA())
                .build()
                .preview(message)
                .orElseThrow()
                .bytes();

        try (Printed letter = new Printed(pdf)) {
            assertThat(letter.words()).contains("dix " + WIDE_A + " dix " + WIDE_A + " fort");
            assertThat(letter.within(100, 53, 200, 90)).contains("Ets " + WIDE_A + " Frères");
        }
    }

    @Test
    void what_is_no_font_is_refused_when_the_channel_is_built() {
        assertThatThrownBy(() -> builder().font(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("it is no TrueType font");
    }

    /** Code points in hexadecimal, before and after. */
    @ParameterizedTest
    @CsvSource({
        "61, 61",
        "65 301, e9",
        "61 202f 62, 61 a0 62",
        "61 2009 62, 61 20 62",
        "61 ad 62, 61 62",
        "61 2011 62, 61 2d 62",
        "200f 61 202e feff, 61",
        "0 61 7, 20 61 20",
        "2028, a",
        "1f600, 25a1",
        "2705 fe0f, 25a1",
        "d800, 25a1",
        "ffff, 25a1"
    })
    void what_can_be_printed_stays_and_what_nobody_sees_goes(String before, String after) throws Exception {
        assertThat(Fonts.builtIn().printable(text(before))).isEqualTo(text(after));
    }

    private static String text(String codePoints) {
        StringBuilder text = new StringBuilder();
        for (String c : codePoints.split(" ")) {
            text.appendCodePoint(Integer.parseInt(c, 16));
        }
        return text.toString();
    }
}
