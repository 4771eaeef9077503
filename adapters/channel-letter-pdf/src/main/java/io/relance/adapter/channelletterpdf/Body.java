package io.relance.adapter.channelletterpdf;

import io.relance.channel.OutboundMessage;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.EpcText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What flows from page to page: the subject and the words of a message, as a document for the renderer. Whatever it
 * says, nothing of it fetches anything, runs anything or hides in another file; pictures that it has within itself stay
 * when they are of a bounded size.
 */
final class Body {
    /** The most characters of a message's HTML or text. */
    static final int MAX_CHARACTERS = 1_000_000;
    /** The most elements of it: some ten for each of 500 invoices, many times. */
    static final int MAX_ELEMENTS = 50_000;
    /** How deep they may be nested. */
    static final int MAX_DEPTH = 60;
    /** The most characters of a picture, as the document has it. */
    static final int MAX_PICTURE = 1_000_000;
    /** The most pixels of a picture. */
    static final long MAX_PIXELS = 4_000_000;

    // The paper layout of templates has the same names (Medium of relance-templates), which this module does without.

    /** The class of the place for the code to pay by. */
    private static final String CREDIT_TRANSFER = "credit-transfer";

    /** The class of the words that say where to pay online, the address in a span within. */
    private static final String PAYMENT_PAGE = "payment-page";

    private static final List<String> UNWANTED = List.of(
            "script",
            "link",
            "base",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "audio",
            "video",
            "svg",
            "math",
            "template",
            "bookmark",
            "bookmarks",
            "meta");
    private static final Set<String> PICTURES = Set.of("data:image/png;base64,", "data:image/jpeg;base64,");

    private final OutboundMessage message;
    private final Words words;
    private final Fonts fonts;
    private final Set<String> pictures = new HashSet<>();

    private Body(OutboundMessage message, Words words, Fonts fonts) {
        this.message = message;
        this.words = words;
        this.fonts = fonts;
    }

    /**
     * A document for the renderer.
     *
     * @param pictures the addresses in it that may be opened, each a picture within itself
     */
    record Flow(org.w3c.dom.Document document, Set<String> pictures) {}

    static Flow of(OutboundMessage message, Words words, Fonts fonts, LetterLayout layout)
            throws UnprintableLetterException {
        Body body = new Body(message, words, fonts);
        Document document = body.words();
        body.bounds(document);
        body.clean(document);
        body.paymentPage(document);
        body.creditTransfer(document);
        body.printable(document);
        body.subject(document);
        body.style(document, layout);
        document.title(
                message.subject().map(subject -> Words.line(subject, 300)).orElse(""));
        document.expectFirst("html").attr("lang", words.language());
        return new Flow(new W3CDom().namespaceAware(false).fromJsoup(document), Set.copyOf(body.pictures));
    }

    private Document words() throws UnprintableLetterException {
        String source = message.html().orElse(message.text());
        if (source.length() > MAX_CHARACTERS) {
            throw new UnprintableLetterException(
                    "a letter has at most " + MAX_CHARACTERS + " characters, and this one has " + source.length());
        }
        if (message.html().isPresent()) {
            return Jsoup.parse(source);
        }
        Document document = Document.createShell("");
        document.body()
                .appendElement("div")
                .attr("style", "white-space:pre-wrap;word-wrap:break-word;")
                .appendChild(new TextNode(source));
        return document;
    }

    private void bounds(Document document) throws UnprintableLetterException {
        int elements = 0;
        int depth = 0;
        Node node = document;
        while (node != null) {
            elements++;
            if (elements > MAX_ELEMENTS || depth > MAX_DEPTH) {
                throw new UnprintableLetterException("the letter's HTML has more than " + MAX_ELEMENTS
                        + " parts, or they are nested deeper than " + MAX_DEPTH);
            }
            if (node.childNodeSize() > 0) {
                node = node.childNode(0);
                depth++;
                continue;
            }
            Node next = node.nextSibling();
            while (next == null && node.parent() != null) {
                node = node.parent();
                depth--;
                next = node.nextSibling();
            }
            node = next;
        }
    }

    /** Takes away what does something, and what comes from elsewhere. */
    private void clean(Document document) {
        document.select(String.join(",", UNWANTED)).remove();
        for (Element style : document.select("style")) {
            String rules = ownRules(style.data());
            style.empty();
            style.appendChild(new DataNode(rules));
        }
        for (Element element : document.getAllElements()) {
            element.attributes().asList().stream()
                    .map(attribute -> attribute.getKey())
                    .filter(name -> !keeps(element, name))
                    .toList()
                    .forEach(element::removeAttr);
        }
        for (Element picture : document.select("img")) {
            String source = picture.attr("src");
            if (isPicture(source)) {
                pictures.add(source);
            } else {
                picture.replaceWith(new TextNode(picture.attr("alt")));
            }
        }
        // the words of a link stay; where it leads is written out by those who write for paper
        document.select("a").unwrap();
    }

    /** A page is the letter's, and its fonts; nothing is imported. */
    private static String ownRules(String css) {
        return css.replaceAll("(?is)@import[^;]*;?", "")
                .replaceAll("(?is)@font-face\\s*\\{[^}]*}", "")
                .replaceAll("(?is)@page[^{]*+\\{(?:[^{}]++|\\{[^}]*+}?)*+}?", "");
    }

    private static boolean keeps(Element element, String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "style",
                    "class",
                    "id",
                    "lang",
                    "dir",
                    "align",
                    "valign",
                    "width",
                    "height",
                    "colspan",
                    "rowspan",
                    "cellpadding",
                    "cellspacing",
                    "border",
                    "bgcolor",
                    "type",
                    "start" -> true;
            case "src", "alt" -> element.nameIs("img");
            default -> false;
        };
    }

    /** Whether it is a picture within the document itself, of a size that can't do harm. */
    private static boolean isPicture(String source) {
        if (source.length() > MAX_PICTURE || PICTURES.stream().noneMatch(source::startsWith)) {
            return false;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(source.substring(source.indexOf(',') + 1));
            try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
                Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
                if (!readers.hasNext()) {
                    return false;
                }
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in);
                    return (long) reader.getWidth(0) * reader.getHeight(0) <= MAX_PIXELS;
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** How to pay, with the code, where the layout has a place for it; else at the end. */
    private void creditTransfer(Document document) {
        Optional<CreditTransfer> transfer = message.creditTransfer();
        Element place = document.body().selectFirst("div." + CREDIT_TRANSFER);
        if (transfer.isEmpty()) {
            return;
        }
        if (place == null) {
            place = document.body().appendElement("div");
            place.attr("style", "margin-top:6mm;");
        }
        place.empty();
        boolean accountSaid =
                document.body().text().contains(Words.grouped(transfer.get().iban()));
        place.appendChild(slip(transfer.get(), !accountSaid));
    }

    /** Where to pay online, with a code for those who would not type the address. */
    private void paymentPage(Document document) {
        for (Element place : document.body().select("." + PAYMENT_PAGE)) {
            String address = Optional.ofNullable(place.selectFirst("span"))
                    .map(Element::text)
                    .orElse("");
            if (address.startsWith("https://") && address.length() <= EpcText.MAX_BYTES && isAscii(address)) {
                Element table = new Element("table").addClass("relance-slip").addClass("relance-page");
                Element row = table.appendElement("tbody").appendElement("tr");
                code(row, address);
                row.appendElement("td")
                        .appendElement("p")
                        .attr("style", "word-wrap:break-word;")
                        .appendText(place.text());
                place.replaceWith(table);
            }
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character > ' ' && character < 127);
    }

    private void code(Element row, String payload) {
        String png = "data:image/png;base64," + Base64.getEncoder().encodeToString(ScanCode.png(payload));
        pictures.add(png);
        row.appendElement("td")
                .addClass("relance-code")
                .appendElement("img")
                .attr("src", png)
                .attr("alt", "");
    }

    private Element slip(CreditTransfer transfer, boolean withAccount) {
        Element table = new Element("table").addClass("relance-slip");
        Element row = table.appendElement("tbody").appendElement("tr");
        Optional<String> code = EpcText.of(transfer);
        code.ifPresent(payload -> code(row, payload));
        Element text = row.appendElement("td");
        text.appendElement("p").appendElement("strong").text(words.code());
        code.ifPresent(there -> text.appendElement("p").text(words.scan()));
        if (withAccount) {
            line(text, words.holder(), Words.line(transfer.holder(), 70));
            line(text, "IBAN", Words.grouped(transfer.iban()));
        }
        line(text, words.amountLabel(), words.amount(transfer.amount()));
        // a line of its own: groups of four are read as one
        transfer.reference().ifPresent(reference -> {
            text.appendElement("p").addClass("relance-label").text(words.reference());
            text.appendElement("p").text(reference.grouped());
        });
        return table;
    }

    private static void line(Element text, String label, String value) {
        Element line = text.appendElement("p");
        line.appendElement("span").addClass("relance-label").text(label);
        line.appendText(" " + value);
    }

    private void printable(Document document) throws UnprintableLetterException {
        for (Element element : document.body().getAllElements()) {
            for (TextNode text : element.textNodes()) {
                text.text(fonts.printable(text.getWholeText()));
            }
        }
    }

    private void subject(Document document) throws UnprintableLetterException {
        if (message.subject().isPresent()) {
            String line = fonts.printable(Words.line(message.subject().get(), 300));
            document.body().prependElement("div").addClass("relance-subject").text(words.subject(line));
        }
    }

    /** What holds unless the document says otherwise comes first, what holds in any case last. */
    private void style(Document document, LetterLayout layout) {
        Element first = new Element("style");
        first.appendChild(new DataNode("""
                body { font-size: 10pt; line-height: 1.4; color: #000000; }
                p { margin: 0 0 3mm 0; }
                table { -fs-table-paginate: paginate; }
                """));
        document.head().prependChild(first);
        Element last = document.head().appendElement("style");
        last.appendChild(
                new DataNode("""
                @page { size: 210mm 297mm; margin: 24mm 20mm 20mm 25mm; }
                @page :first { margin-top: %smm; }
                html, body { margin: 0 !important; padding: 0 !important; }
                * { font-family: %s !important; }
                div.relance-subject { font-size: 10.5pt; font-weight: bold; margin: 0 0 6mm 0; word-wrap: break-word; }
                table.relance-slip { width: auto; margin: 0; page-break-inside: avoid; border-collapse: collapse; }
                table.relance-slip td { vertical-align: top; padding: 0; }
                table.relance-slip td.relance-code { padding: 0 2mm 0 0; width: 29mm; }
                table.relance-slip td.relance-code img { width: 29mm; height: 29mm; display: block; }
                table.relance-page td.relance-code { width: 20mm; }
                table.relance-page td.relance-code img { width: 20mm; height: 20mm; }
                table.relance-slip p { margin: 0 0 0.8mm 0; font-size: 8.5pt; line-height: 1.3; }
                table.relance-slip .relance-label { color: #404040; }
                """.formatted(Float.toString(layout.geometry().bodyY()), fonts.families())));
    }
}
