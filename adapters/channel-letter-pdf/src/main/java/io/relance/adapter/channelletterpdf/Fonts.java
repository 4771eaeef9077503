package io.relance.adapter.channelletterpdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.librepdf.openpdf.fonts.Liberation;

/**
 * The fonts of letters: Liberation Sans, which has Latin, Greek and Cyrillic, then those that a host gives for other
 * scripts. They know which characters can be printed. Immutable; for several threads.
 */
final class Fonts {
    /** What stands where a sign (a picture, for one) has no glyph in any font. */
    static final String MARK = "\u25a1";

    private static final int CODE_POINTS = 0x110000;

    /** How a face is drawn. */
    enum Style {
        REGULAR("LiberationSans-Regular.ttf", 400, false),
        BOLD("LiberationSans-Bold.ttf", 700, false),
        ITALIC("LiberationSans-Italic.ttf", 400, true),
        BOLD_ITALIC("LiberationSans-BoldItalic.ttf", 700, true);

        private final String file;
        private final int weight;
        private final boolean italic;

        Style(String file, int weight, boolean italic) {
            this.file = file;
            this.weight = weight;
            this.italic = italic;
        }

        int weight() {
            return weight;
        }

        boolean italic() {
            return italic;
        }
    }

    /** One file of a font; style sheets call it by its family. */
    static final class Face {
        private final String family;
        private final Style style;
        private final byte[] bytes;
        private final BitSet glyphs;

        private Face(String family, Style style, byte[] bytes) {
            this.family = family;
            this.style = style;
            this.bytes = bytes;
            this.glyphs = glyphs(bytes);
        }

        String family() {
            return family;
        }

        Style style() {
            return style;
        }

        boolean has(int codePoint) {
            return glyphs.get(codePoint);
        }

        /** The font, read anew: it is not for several threads. */
        TrueTypeFont read() {
            return parsed(bytes);
        }
    }

    private final List<Face> faces;

    private Fonts(List<Face> faces) {
        this.faces = List.copyOf(faces);
    }

    /** The fonts that come with the library. */
    static Fonts builtIn() {
        List<Face> faces = new ArrayList<>();
        for (Style style : Style.values()) {
            faces.add(new Face("letter", style, resource(style.file)));
        }
        return new Fonts(faces);
    }

    /**
     * These and one more, for what they don't have.
     *
     * @throws IllegalArgumentException when one of the files is no TrueType font
     */
    Fonts and(byte[] regular, byte @Nullable [] bold) {
        List<Face> more = new ArrayList<>(faces);
        String family = "letter-" + faces.size();
        more.add(new Face(family, Style.REGULAR, regular.clone()));
        if (bold != null) {
            more.add(new Face(family, Style.BOLD, bold.clone()));
        }
        return new Fonts(more);
    }

    List<Face> faces() {
        return faces;
    }

    /** The faces for text of that style, the first that has a character shows it. */
    List<Face> facesFor(Style style) {
        return faces.stream()
                .filter(face -> face.style() == style
                        || (face.style() == Style.REGULAR
                                && faces.stream()
                                        .noneMatch(other -> other.style() == style
                                                && other.family().equals(face.family()))))
                .toList();
    }

    /** The value of a style sheet's {@code font-family}. */
    String families() {
        return String.join(
                ", ",
                faces.stream().map(face -> "'" + face.family() + "'").distinct().toList());
    }

    private boolean has(int codePoint) {
        return faces.stream().anyMatch(face -> face.style() == Style.REGULAR && face.has(codePoint));
    }

    /**
     * The text in characters that can be printed: marks that nobody sees go; blanks of unusual widths become usual
     * ones; signs that no font has become a {@value #MARK}. Line feeds and tabs stay; other control characters become a
     * blank.
     *
     * @throws UnprintableLetterException when a letter or a digit of it is in no font, or belongs to a script written
     *     from right to left
     */
    String printable(String text) throws UnprintableLetterException {
        StringBuilder out = new StringBuilder(text.length());
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); ) {
            int c = composed.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n' || c == '\t' || c == ' ' || c == '\u00a0') {
                out.appendCodePoint(c);
            } else if (Character.isISOControl(c)) {
                out.append(' ');
            } else if (c == '\u2011') {
                out.append(has(c) ? "\u2011" : "-");
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                out.append(c == '\u202f' || c == '\u2007' ? '\u00a0' : ' ');
            } else if (c == 0x2028 || c == 0x2029) {
                out.append('\n');
            } else if (!isUnseen(c)) {
                out.append(glyphOf(c));
            }
        }
        return out.toString();
    }

    private String glyphOf(int c) throws UnprintableLetterException {
        byte direction = Character.getDirectionality(c);
        if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
            throw new UnprintableLetterException(
                    "letters can't be written from right to left, and this one has " + name(c));
        }
        if (has(c)) {
            return Character.toString(c);
        }
        if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
            throw new UnprintableLetterException(
                    "no font has " + name(c) + ": the channel must be given one that has it");
        }
        return MARK;
    }

    /** Selectors of variants, joiners, marks of direction, soft hyphens, byte order marks. */
    private static boolean isUnseen(int c) {
        return Character.getType(c) == Character.FORMAT
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static String name(int c) {
        return String.format(Locale.ROOT, "the character U+%04X", c)
                + Optional.ofNullable(Character.getName(c))
                        .map(name -> " (" + name + ")")
                        .orElse("");
    }

    private static BitSet glyphs(byte[] bytes) {
        try (TrueTypeFont font = parsed(bytes)) {
            CmapLookup lookup = font.getUnicodeCmapLookup();
            BitSet glyphs = new BitSet();
            for (int c = 0; c < CODE_POINTS; c++) {
                if (lookup.getGlyphId(c) > 0) {
                    glyphs.set(c);
                }
            }
            return glyphs;
        } catch (IOException e) {
            throw new IllegalArgumentException("the font has no table of Unicode characters", e);
        }
    }

    private static TrueTypeFont parsed(byte[] bytes) {
        try {
            TrueTypeFont font = new TTFParser(true).parse(new RandomAccessReadBuffer(bytes));
            // no ligatures: they take a quarter of the time, and programs that read the text back don't know them all
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no TrueType font: " + e.getMessage(), e);
        }
    }

    private static byte[] resource(String file) {
        // beside a class of theirs, so that they are found on the module path too
        try (InputStream in = Liberation.class.getResourceAsStream("/liberation/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the fonts lack " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
