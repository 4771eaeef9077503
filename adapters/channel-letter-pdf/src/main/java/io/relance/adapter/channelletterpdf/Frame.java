package io.relance.adapter.channelletterpdf;

import io.relance.adapter.channelletterpdf.Fonts.Style;
import io.relance.adapter.channelletterpdf.LetterLayout.Geometry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;

/**
 * What stands around the words: sender, recipient in the window, place and date on the first page; sender and numbers
 * on those that follow. Drawn apart from the words, so that nothing in them moves it. Millimetres are from the left and
 * the top of the page.
 */
final class Frame {
    /** Of a page, in millimetres. */
    static final float HEIGHT = 297;

    private static final float LEFT = 25;
    private static final float RIGHT = 190;
    private static final float SMALL = 7;
    private static final float SENDER = 9.5f;
    private static final float LARGEST = 10.5f;
    private static final float SMALLEST = 8;
    private static final float STEP = 0.5f;
    /** The base of the line of the sender in the window, from its top. */
    private static final float RETURN_LINE = 4.5f;
    /** The base of the recipient's first line, from the top of the window. */
    private static final float FRENCH_RECIPIENT = 11.5f;
    /** As DIN 5008 has it: 17.7 mm for marks, then 27.3 mm for the address. */
    private static final float GERMAN_RECIPIENT = 21.2f;

    private static final float GERMAN_MARKING = 15.5f;
    /** The base of the sender's name at the top of the page. */
    private static final float GERMAN_HEAD = 24;

    private static final float FRENCH_MARKING = 62;
    private static final float PITCH = 4.6f;
    private static final float NARROW_PITCH = 3.9f;
    /** With more lines than these they stand closer. */
    private static final int WIDE_LINES = 5;

    /** From where logos hang. */
    private static final float LOGO_Y = 12;

    private static final float NUMBERS_Y = 285;
    private static final float HEADER_Y = 15;

    private final Type type;
    private final Words words;
    private final LetterSender sender;

    Frame(Type type, Words words, LetterSender sender) {
        this.type = type;
        this.words = words;
        this.sender = sender;
    }

    /**
     * What the first page shows around the words.
     *
     * @param date place and date
     */
    record Head(PostalAddress recipient, String date, boolean registered) {}

    /** @throws UnprintableLetterException when a line of the address is wider than the window */
    void draw(PDDocument document, Head head) throws IOException, UnprintableLetterException {
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            PDPage page = document.getPage(i);
            try (PDPageContentStream on = new PDPageContentStream(document, page, AppendMode.APPEND, true, true)) {
                if (i == 0) {
                    logo(document, on);
                    first(on, head);
                } else {
                    following(on, head);
                }
                if (pages > 1) {
                    String number = words.page(i + 1, pages);
                    type.write(on, number, Style.REGULAR, 8, RIGHT - type.width(number, Style.REGULAR, 8), NUMBERS_Y);
                }
                if (sender.layout() == LetterLayout.GERMAN && i == 0) {
                    mark(on, 105, 5);
                    mark(on, 148.5f, 7);
                    mark(on, 210, 5);
                }
            }
        }
    }

    /** At the top right, above the window of either layout. */
    private void logo(PDDocument document, PDPageContentStream on) throws IOException {
        if (sender.logo().isEmpty()) {
            return;
        }
        LetterLogo logo = sender.logo().get();
        on.drawImage(
                logo.in(document),
                (RIGHT - logo.width()) * Type.MM,
                (HEIGHT - LOGO_Y - logo.height()) * Type.MM,
                logo.width() * Type.MM,
                logo.height() * Type.MM);
    }

    private void first(PDPageContentStream on, Head head) throws IOException, UnprintableLetterException {
        Geometry at = sender.layout().geometry();
        // what stands at the left of a logo ends before it
        float headEnd = sender.logo().map(logo -> RIGHT - logo.width() - 5).orElse(RIGHT);
        if (sender.layout() == LetterLayout.GERMAN) {
            float size = 14;
            while (size > LARGEST && type.width(sender.name(), Style.BOLD, size) > headEnd - LEFT) {
                size -= STEP;
            }
            String name = fitted(sender.name(), Style.BOLD, size, headEnd - LEFT);
            type.write(on, name, Style.BOLD, size, LEFT, GERMAN_HEAD);
        }
        float senderWidth = (sender.layout() == LetterLayout.GERMAN ? RIGHT : headEnd) - at.senderX();
        type.write(on, fitted(sender.name(), Style.BOLD, 11, senderWidth), Style.BOLD, 11, at.senderX(), at.senderY());
        float y = at.senderY() + 1;
        for (String line : sender.address()) {
            y += 4.4f;
            type.write(on, fitted(line, Style.REGULAR, SENDER, senderWidth), Style.REGULAR, SENDER, at.senderX(), y);
        }
        List<String> own = new ArrayList<>(List.of(sender.name()));
        own.addAll(sender.address());
        String returnLine = fitted(String.join(" \u00b7 ", own), Style.REGULAR, SMALL, at.recipientWidth());
        float returnY = at.windowY() + RETURN_LINE;
        type.write(on, returnLine, Style.REGULAR, SMALL, at.recipientX(), returnY);
        rule(on, at.recipientX(), returnY + 1, type.width(returnLine, Style.REGULAR, SMALL));
        window(on, head.recipient(), at);
        if (head.registered()) {
            boolean german = sender.layout() == LetterLayout.GERMAN;
            List<String> marking = german ? List.of(String.join(" ", words.registered())) : words.registered();
            float markingY = german ? at.windowY() + GERMAN_MARKING : FRENCH_MARKING;
            for (String line : marking) {
                type.write(on, line, Style.BOLD, 9, german ? at.recipientX() : LEFT, markingY);
                markingY += PITCH;
            }
        }
        type.write(
                on,
                fitted(head.date(), Style.REGULAR, 10, RIGHT - at.dateX()),
                Style.REGULAR,
                10,
                at.dateX(),
                at.dateY());
    }

    private void window(PDPageContentStream on, PostalAddress recipient, Geometry at)
            throws IOException, UnprintableLetterException {
        float size = LARGEST;
        while (size > SMALLEST && widest(recipient, size) > at.recipientWidth()) {
            size -= STEP;
        }
        for (String line : recipient.lines()) {
            if (type.width(line, Style.REGULAR, size) > at.recipientWidth()) {
                throw new UnprintableLetterException("a line of the recipient's address, of " + line.length()
                        + " characters, is wider than the window of an envelope");
            }
        }
        List<String> lines = recipient.all();
        float pitch = lines.size() > WIDE_LINES ? NARROW_PITCH : PITCH;
        float y = at.windowY() + (sender.layout() == LetterLayout.GERMAN ? GERMAN_RECIPIENT : FRENCH_RECIPIENT);
        for (String line : lines) {
            type.write(
                    on,
                    fitted(line, Style.REGULAR, size, at.recipientWidth()),
                    Style.REGULAR,
                    size,
                    at.recipientX(),
                    y);
            y += pitch;
        }
    }

    private float widest(PostalAddress recipient, float size) throws IOException {
        float widest = 0;
        for (String line : recipient.all()) {
            widest = Math.max(widest, type.width(line, Style.REGULAR, size));
        }
        return widest;
    }

    private void following(PDPageContentStream on, Head head) throws IOException {
        float half = (RIGHT - LEFT) / 2 - 5;
        String who = fitted(sender.name(), Style.REGULAR, 8, half);
        String when = fitted(head.date(), Style.REGULAR, 8, half);
        type.write(on, who, Style.REGULAR, 8, LEFT, HEADER_Y);
        type.write(on, when, Style.REGULAR, 8, RIGHT - type.width(when, Style.REGULAR, 8), HEADER_Y);
        rule(on, LEFT, HEADER_Y + 2, RIGHT - LEFT);
    }

    /** Cut so that it is no wider than that; what was cut ends in an ellipsis. */
    private String fitted(String line, Style style, float size, float width) throws IOException {
        String fitted = line;
        int left = line.codePointCount(0, line.length());
        while (left > 1 && type.width(fitted, style, size) > width) {
            left--;
            fitted = line.substring(0, line.offsetByCodePoints(0, left)).strip() + "\u2026";
        }
        return fitted;
    }

    private static void rule(PDPageContentStream on, float x, float y, float length) throws IOException {
        on.setLineWidth(0.3f);
        on.moveTo(x * Type.MM, (HEIGHT - y) * Type.MM);
        on.lineTo((x + length) * Type.MM, (HEIGHT - y) * Type.MM);
        on.stroke();
    }

    private static void mark(PDPageContentStream on, float y, float length) throws IOException {
        rule(on, 4, y, length);
    }

    /** The sender with what can't be printed of it taken care of. */
    static LetterSender printable(LetterSender sender, Fonts fonts) throws UnprintableLetterException {
        List<String> lines = new ArrayList<>();
        for (String line : sender.address()) {
            lines.add(Words.line(fonts.printable(line), 100));
        }
        Optional<String> place = Optional.empty();
        if (sender.place().isPresent()) {
            place = Optional.of(Words.line(fonts.printable(sender.place().get()), 60));
        }
        String name = Words.line(fonts.printable(sender.name()), 100);
        return new LetterSender(sender.layout(), name, lines, place, sender.logo());
    }
}
