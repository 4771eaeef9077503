package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.relance.channel.Attachment;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.CreditTransfer;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.PermanentFailure;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import io.relance.delivery.EpcText;
import io.relance.receivable.CreditorId;
import io.relance.template.Medium;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterPdfChannelTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-04-01T09:30:00Z"));

    @TempDir
    Path directory;

    private LetterPdfChannel.Builder builder() {
        return LetterPdfChannel.builder(LetterFolder.at(directory, CLOCK).whoseRegisteredLettersArePostedSo())
                .sender(Letters.FRENCH)
                .sender(new CreditorId("werk"), Letters.GERMAN);
    }

    private byte[] pdf(LetterSender sender, OutboundMessage.Builder message) {
        return builder()
                .sender(sender)
                .build()
                .preview(message.build())
                .orElseThrow()
                .bytes();
    }

    private Printed printed(LetterSender sender, OutboundMessage.Builder message) {
        return new Printed(pdf(sender, message));
    }

    private void assertRefused(OutboundMessage.Builder message, String reason) {
        LetterPdfChannel channel = builder().build();
        assertThat(channel.deliver(message.build(), TIMEOUT)).isEqualTo(new PermanentFailure(reason));
        assertThatThrownBy(() -> channel.preview(message.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
        assertThat(directory).isEmptyDirectory();
    }

    // Where things stand

    @Test
    void in_france_the_recipient_stands_in_the_window_at_the_right() {
        try (Printed letter = printed(Letters.FRENCH, Letters.plain("Bonjour.\n"))) {
            assertThat(letter.within(100, 45, 200, 90))
                    .containsExactly(
                            "Ateliers Mercier SAS · 12 rue de la République · 69002 Lyon · France",
                            "Boulangerie Lefèvre & Fils",
                            "4 place du Marché",
                            "71000 Mâcon",
                            "France");
            assertThat(letter.within(20, 10, 100, 45))
                    .containsExactly("Ateliers Mercier SAS", "12 rue de la République", "69002 Lyon", "France");
            assertThat(letter.run("Lyon, le 1er avril 2026").y()).isCloseTo(95, within(1f));
            assertThat(letter.run("Objet : Rappel").bold()).isTrue();
            assertThat(letter.run("Bonjour.").y())
                    .isGreaterThan(letter.run("Objet : Rappel").y());
        }
    }

    @Test
    void in_germany_the_recipient_stands_in_the_window_at_the_left() {
        OutboundMessage.Builder message = Letters.plain("Guten Tag.\n")
                .language("de")
                .recipientName("Schröder & Söhne KG")
                .recipientAddress("Buchhaltung\r\nHauptstraße 5\r\n50667 Köln");
        try (Printed letter = printed(Letters.GERMAN, message)) {
            assertThat(letter.within(20, 45, 105, 90))
                    .containsExactly(
                            "Feinwerk Müller GmbH · Lindenstraße 14 · 80331 München",
                            "Schröder & Söhne KG",
                            "Buchhaltung",
                            "Hauptstraße 5",
                            "50667 Köln");
            assertThat(letter.run("Schröder").x()).isCloseTo(25, within(0.5f));
            assertThat(letter.run("Schröder").y()).isBetween(62.7f, 90f);
            assertThat(letter.within(120, 45, 200, 75))
                    .containsExactly("Feinwerk Müller GmbH", "Lindenstraße 14", "80331 München");
            assertThat(letter.run("München, 1. April 2026").x()).isCloseTo(125, within(0.5f));
            assertThat(letter.run("Rappel").words()).isEqualTo("Rappel");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FRENCH", "GERMAN"})
    void seven_lines_of_full_width_stay_in_the_window(LetterLayout layout) {
        LetterSender sender = LetterSender.of(layout, "Acme", "1 High Street", "London");
        OutboundMessage.Builder message = Letters.plain("x")
                .recipientName("The Incorporated Company of Very Long Names and Sons")
                .recipientAddress(
                        "Accounts payable, third floor, door 17\nMarket House\n4 Market Place\nOldtown\nMANCHESTER M1"
                                + " 1AA\nUNITED KINGDOM");
        try (Printed letter = printed(sender, message)) {
            LetterLayout.Geometry at = layout.geometry();
            float left = layout == LetterLayout.FRENCH ? 100 : 20;
            float right = layout == LetterLayout.FRENCH ? 200 : 105;
            assertThat(letter.within(left, at.windowY() + 6, right, at.windowY() + 45))
                    .hasSize(7);
        }
    }

    @Test
    void a_name_that_the_address_begins_with_is_not_written_twice() {
        OutboundMessage.Builder message =
                Letters.plain("x").recipientName("ACME Ltd").recipientAddress("Acme Ltd\n1 High Street\nLondon");
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.within(100, 53, 200, 90)).containsExactly("Acme Ltd", "1 High Street", "London");
        }
    }

    static List<List<String>> unusableAddresses() {
        return List.of(
                List.of("", "the recipient has no postal address"),
                List.of(" \n\t\r\n ", "the recipient has no postal address"),
                List.of(
                        "a\nb\nc\nd\ne\nf\ng",
                        "the recipient's name and address have 8 lines, and the window of an envelope shows 7"),
                List.of(
                        "1 rue X\n" + "W".repeat(70),
                        "a line of the recipient's address, of 70 characters, is wider than the window of an envelope"),
                List.of("1 rue X\u0007", "the recipient's address has control characters in it"),
                List.of("1 rue \ud83d\ude00", "the recipient's address has signs that no font has"),
                List.of(
                        "\u540d\u53e4\u5c4b",
                        "no font has the character U+540D (CJK UNIFIED IDEOGRAPHS 540D): the channel must be given one"
                                + " that has it"),
                List.of(
                        "\u05d0",
                        "letters can't be written from right to left, and this one has the character U+05D0 (HEBREW LETTER"
                                + " ALEF)"));
    }

    @ParameterizedTest
    @MethodSource("unusableAddresses")
    void an_address_that_does_not_show_in_the_window_is_refused_for_good(List<String> addressAndReason) {
        assertRefused(Letters.plain("x").recipientAddress(addressAndReason.get(0)), addressAndReason.get(1));
    }

    @Test
    void a_creditor_without_a_sender_writes_no_letters() {
        LetterPdfChannel channel = LetterPdfChannel.builder(LetterFolder.at(directory, CLOCK))
                .sender(new CreditorId("werk"), Letters.GERMAN)
                .build();

        assertThat(channel.deliver(Letters.plain("x").build(), TIMEOUT))
                .isEqualTo(new PermanentFailure("the letter has no sender: creditor acme was given none"));
    }

    // Language

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr | Lyon, le 1er avril 2026 | Objet : Rappel | LETTRE RECOMMANDÉE",
                "fr-CA | Lyon, le 1er avril 2026 | Objet : Rappel | AVEC AVIS DE RÉCEPTION",
                "en | Lyon, 1 April 2026 | Rappel | REGISTERED LETTER",
                "de | Lyon, 1. April 2026 | Rappel | EINSCHREIBEN",
                "es | Lyon, 1 de abril de 2026 | Asunto: Rappel | CARTA CERTIFICADA",
                "it | Lyon, 1º aprile 2026 | Oggetto: Rappel | RACCOMANDATA A.R.",
                "nl | Lyon, 1 april 2026 | Betreft: Rappel | AANGETEKEND",
                "!? | Lyon, 1 April 2026 | Rappel | REGISTERED LETTER"
            })
    void its_own_words_are_in_the_language_of_the_message(String tag, String date, String subject, String marking) {
        try (Printed letter =
                printed(Letters.FRENCH, Letters.plain("x").language(tag).needsProofOfDispatch(true))) {
            assertThat(letter.words()).contains(date, subject, marking);
            assertThat(letter.document().getDocumentCatalog().getLanguage())
                    .isEqualTo(tag.equals("!?") ? "en" : tag.substring(0, 2));
        }
    }

    // Several pages

    @Test
    void the_head_of_a_long_table_stands_on_each_of_its_pages() {
        try (Printed letter = printed(
                Letters.FRENCH,
                Letters.reminder("fr", "Boulangerie", 120).creditTransfer(Letters.transfer("EUR 19140.00")))) {
            assertThat(letter.pages()).isBetween(4, 6);
            for (int page = 1; page <= letter.pages(); page++) {
                assertThat(letter.page(page)).contains("Page " + page + " sur " + letter.pages());
                if (letter.page(page).contains("FA-10")) {
                    assertThat(letter.page(page)).contains("Date de facture", "Reste dû");
                }
            }
            for (int i = 0; i < 120; i++) {
                assertThat(letter.words()).contains("FA-" + (1000 + i));
            }
            assertThat(letter.runs())
                    .as("nothing in the margins")
                    .allMatch(run -> run.x() >= 24.5f && run.end() <= 190.5f && run.y() <= 286);
        }
    }

    @Test
    void a_letter_of_one_page_bears_no_number() {
        try (Printed letter = printed(Letters.FRENCH, Letters.plain("Bonjour.\n"))) {
            assertThat(letter.pages()).isEqualTo(1);
            assertThat(letter.words()).doesNotContain("Page");
        }
    }

    @Test
    void a_letter_that_would_fill_boxes_is_refused() {
        assertThat(builder().build().deliver(Letters.plain("x\n".repeat(20_000)).build(), TIMEOUT))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        refused -> assertThat(refused.reason())
                                .matches("a letter has at most 200 pages, and this one has [3-5]\\d\\d"));
        assertRefused(
                Letters.plain("x".repeat(1_000_001)),
                "a letter has at most 1000000 characters, and this one has 1000001");
    }

    // Words

    @Test
    void a_formal_notice_says_all_it_must() {
        try (Printed letter = printed(Letters.FRENCH, Letters.notice())) {
            assertThat(letter.words())
                    .contains(
                            "MISE EN DEMEURE DE PAYER",
                            "LETTRE RECOMMANDÉE",
                            "Créancier",
                            "12 rue de la République",
                            "Débiteur",
                            "4 place du Marché",
                            "Le 1er avril 2026",
                            "FA-2026-0117",
                            "12,15\u00a0%",
                            "15 avril 2026");
            assertThat(letter.document().getDocumentInformation().getTitle()).startsWith("Mise en demeure de payer");
        }
    }

    @Test
    void text_is_laid_out_when_there_is_no_html() {
        try (Printed letter = printed(Letters.FRENCH, Letters.plain("Bonjour,\n\n- un <b>\n  deux &amp;\n"))) {
            assertThat(letter.words()).contains("Bonjour,\n- un <b>\n  deux &amp;");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Evil\r\nBcc: victim@example.com",
                "<script>alert('x')</script> & \"Co\" --><!-- </td></tr></table>",
                "{{iban}} ${name} %s %n",
                "\u202Egnp.exe\u2066\u200F",
                "caf\u00e9 \ud83d\ude00\ud83d\udc69\u200d\ud83d\udc67 \u2603\ufe0f",
                "a\tb\u0000c\u2028d\u0085e \ufffe \ud800",
                "Ελληνικά Кириллица Łódź Ğ ẞ"
            })
    void a_name_of_any_shape_does_no_harm(String name) {
        OutboundMessage.Builder message =
                Letters.reminder("fr", name, 2).recipientName(name).subject("Rappel " + name);
        try (Printed letter = printed(Letters.FRENCH, message);
                Printed usual = printed(Letters.FRENCH, Letters.reminder("fr", "Smith", 2))) {
            assertThat(letter.pages()).isEqualTo(usual.pages());
            assertThat(letter.within(100, 53, 200, 90))
                    .hasSize(4)
                    .contains("4 place du Marché", "71000 Mâcon", "France");
        }
    }

    @Test
    void very_long_names_are_cut_in_the_frame_and_wrapped_in_the_words() {
        String name = "n".repeat(5_000);
        LetterSender sender = LetterSender.of(LetterLayout.FRENCH, name, name).from(name);
        OutboundMessage.Builder message =
                Letters.plain(name).recipientName(name).subject(name);
        try (Printed letter = printed(sender, message)) {
            assertThat(letter.within(100, 53, 200, 90)).hasSize(4);
            assertThat(letter.runs()).allMatch(run -> run.end() <= 196);
        }
    }

    @Test
    void a_sign_that_no_font_has_is_a_mark_and_a_letter_that_no_font_has_refuses_the_letter() {
        try (Printed letter = printed(Letters.FRENCH, Letters.plain("ok \ud83d\ude00 \u2705\n"))) {
            assertThat(letter.words()).contains("ok \u25a1 \u25a1");
        }
        assertRefused(
                Letters.plain("\u0e01\n"),
                "no font has the character U+0E01 (THAI CHARACTER KO KAI): the channel must be given one that has it");
    }

    @Test
    void all_fonts_are_embedded_and_only_what_is_used_of_them() throws IOException {
        byte[] pdf = pdf(Letters.FRENCH, Letters.notice().creditTransfer(Letters.transfer("EUR 2475.95")));
        try (Printed letter = new Printed(pdf)) {
            Set<String> names = new HashSet<>();
            for (PDPage page : letter.document().getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    names.add(font.getName());
                }
            }
            assertThat(names).hasSize(2).allMatch(name -> name.matches("[A-Z]{6}\\+LiberationSans(-Bold)?"));
        }
        assertThat(pdf).hasSizeLessThan(100_000);
    }

    // Nothing from elsewhere

    @Test
    void nothing_is_fetched_and_nothing_runs() throws Exception {
        try (java.net.ServerSocket server = new java.net.ServerSocket(0)) {
            Path secret = Files.writeString(directory.resolveSibling("secret.txt"), "top secret");
            String http = "http://127.0.0.1:" + server.getLocalPort() + "/";
            String html =
                    """
                    <!DOCTYPE html [<!ENTITY x SYSTEM "FILE">]>
                    <html><head>
                    <link rel="stylesheet" href="HTTPa.css"><base href="HTTP">
                    <style>@import url(HTTPb.css); @font-face { font-family: x; src: url(HTTPc.ttf) }
                    @page { margin: 0; background: url(HTTPd.png) } @page :first { margin-top: 0 }
                    body { background-image: url('HTTPe.png'); font-family: x }
                    li { list-style-image: url(FILE) }</style>
                    </head><body background="HTTPf.png">
                    <p>&x; Bonjour <img src="HTTPg.png" alt="logo"> <img src="FILE" alt="file">
                    <img src="data:image/svg+xml;base64,AAAA" alt="svg"></p>
                    <object data="HTTPh"></object><iframe src="HTTPi"></iframe><embed src="HTTPj"><script src="HTTPk"></script>
                    <svg xmlns="http://www.w3.org/2000/svg"><image href="HTTPl"/></svg>
                    <ul><li style="background: url(HTTPm.png)">un</li></ul>
                    </body></html>
                    """.replace("HTTP", http).replace("FILE", secret.toUri().toString());
            server.setSoTimeout(300);
            try (Printed letter = printed(Letters.FRENCH, Letters.plain("x").html(html))) {
                assertThat(letter.words()).contains("Bonjour logo file svg").doesNotContain("top secret");
                assertThat(letter.run("Bonjour").y())
                        .as("the page stays the letter's")
                        .isGreaterThan(102);
            }
            assertThatThrownBy(server::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void html_without_bounds_is_refused() {
        assertRefused(
                Letters.plain("x").html("<div>".repeat(100) + "x"),
                "the letter's HTML has more than 50000 parts, or they are nested deeper than 60");
        assertRefused(
                Letters.plain("x").html("<b>x</b> ".repeat(30_000)),
                "the letter's HTML has more than 50000 parts, or they are nested deeper than 60");
    }

    // Code to pay by

    @Test
    void the_code_says_what_to_pay_and_its_words_say_so_too() {
        OutboundMessage.Builder message =
                Letters.reminder("fr", "Boulangerie", 1).creditTransfer(Letters.transfer("EUR 12480.50"));
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.words())
                    .contains(
                            "Payer par virement",
                            "12\u00a0480,50\u00a0EUR",
                            "FR76 3000 6000 0112 3456 7890 189",
                            Letters.transfer("EUR 1.00")
                                    .reference()
                                    .orElseThrow()
                                    .grouped());
            assertThat(letter.words().split("FR76 3000", -1))
                    .as("the account is said once")
                    .hasSize(2);
            assertThat(letter.code(letter.run("Payer par virement").page()))
                    .contains(EpcText.of(Letters.transfer("EUR 12480.50")).orElseThrow());
        }
    }

    @Test
    void where_the_words_have_no_place_for_it_the_code_stands_at_their_end_with_the_account() {
        OutboundMessage.Builder message = Letters.plain("Bonjour.\n").creditTransfer(Letters.transfer("EUR 1.00"));
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.words()).contains("Titulaire", "FR76 3000 6000 0112 3456 7890 189");
            assertThat(letter.code(1)).isPresent();
            assertThat(letter.run("Payer par virement").y())
                    .isGreaterThan(letter.run("Bonjour").y());
        }
    }

    @Test
    void beside_the_address_of_the_page_to_pay_on_stands_a_code_that_leads_there() {
        String page = "https://pay.example/l/plink_1QzY8x?locale=fr";
        OutboundMessage.Builder message =
                Letters.reminder("fr", "Boulangerie", 1, page).creditTransfer(Letters.transfer("EUR 100.50"));
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.words()).contains("Payer en ligne", "https://pay.example/");
            assertThat(letter.codes(1))
                    .containsExactlyInAnyOrder(
                            page, EpcText.of(Letters.transfer("EUR 100.50")).orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://pay.example/", "https://pay.example/\u00e9", ""})
    void an_address_that_no_phone_should_open_has_no_code(String address) {
        OutboundMessage.Builder message = Letters.plain("Bonjour.")
                .html("<p class=\"" + Medium.PAYMENT_PAGE + "\">Payer en ligne : <span>" + address + "</span></p>");
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.code(1)).isEmpty();
        }
    }

    @Test
    void in_another_currency_there_are_words_and_no_code() {
        OutboundMessage.Builder message = Letters.plain("Bonjour.\n").creditTransfer(Letters.transfer("GBP 10.00"));
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.words()).contains("10,00\u00a0GBP", "FR76 3000").doesNotContain("Scannez");
            assertThat(letter.code(1)).isEmpty();
        }
    }

    // What goes with it

    private static byte[] document(int pages) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                PDPage page = new PDPage(PDRectangle.LETTER);
                document.addPage(page);
                PDAnnotationLink link = new PDAnnotationLink();
                link.setAction(new PDActionJavaScript("app.alert(1)"));
                link.setRectangle(new PDRectangle(0, 0, 100, 100));
                page.setAnnotations(List.of(link));
                try (PDPageContentStream on = new PDPageContentStream(document, page)) {
                    on.addRect(10, 10, 100 + i, 100);
                    on.fill();
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void documents_are_appended_page_by_page() throws IOException {
        OutboundMessage.Builder message = Letters.plain("Bonjour.\n")
                .attachment(new Attachment("F-1.pdf", "application/pdf", document(2)))
                .attachment(new Attachment("F-2.pdf", "application/pdf", document(1)));
        try (Printed letter = printed(Letters.FRENCH, message)) {
            assertThat(letter.pages()).isEqualTo(4);
            assertThat(letter.words()).as("the letter has one page").doesNotContain("Page 1");
            for (int i = 1; i < 4; i++) {
                PDPage page = letter.document().getPage(i);
                assertThat(page.getMediaBox().getWidth()).isEqualTo(PDRectangle.LETTER.getWidth());
                assertThat(page.getAnnotations()).isEmpty();
                assertThat(page.getContents().readAllBytes()).isNotEmpty();
            }
        }
    }

    @Test
    void other_documents_are_refused() throws IOException {
        assertRefused(
                Letters.plain("x").attachment(new Attachment("a.csv", "text/csv", new byte[] {1})),
                "only PDF documents go with a letter, and \"a.csv\" is text/csv");
        assertRefused(
                Letters.plain("x").attachment(new Attachment("a.pdf", "application/pdf", new byte[] {1, 2, 3})),
                "the document \"a.pdf\" can't be read as PDF");
        assertRefused(
                Letters.plain("x").attachment(new Attachment("a.pdf", "application/pdf", encrypted())),
                "the document \"a.pdf\" is encrypted");
        assertRefused(
                Letters.plain("x").attachment(new Attachment("a.pdf", "application/pdf", document(200))),
                "with the document \"a.pdf\" the letter has more than 200 pages");
    }

    private static byte[] encrypted() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    // Handing over

    @Test
    void the_same_message_is_the_same_bytes_and_a_preview_shows_them() throws IOException {
        OutboundMessage message = Letters.notice()
                .creditTransfer(Letters.transfer("EUR 2475.95"))
                .attachment(new Attachment("F-1.pdf", "application/pdf", document(1)))
                .build();
        Attachment preview = builder().build().preview(message).orElseThrow();
        assertThat(directory).isEmptyDirectory();

        DeliveryReceipt receipt = builder().build().deliver(message, TIMEOUT);

        assertThat(receipt).isEqualTo(new Accepted(CLOCK.instant(), Optional.of(Letters.ID + ".letter.0.pdf")));
        assertThat(directory.resolve(Letters.ID + ".letter.0.pdf")).hasBinaryContent(preview.bytes());
        assertThat(preview.name()).isEqualTo("0123456789abcdef.pdf");
        assertThat(preview.mediaType()).isEqualTo("application/pdf");
    }

    @Test
    void proof_of_dispatch_is_refused_by_a_folder_that_nobody_posts_registered() {
        LetterPdfChannel plain = LetterPdfChannel.builder(LetterFolder.at(directory, CLOCK))
                .sender(Letters.FRENCH)
                .build();

        assertThat(plain.features())
                .containsExactlyInAnyOrder(
                        ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.ANSWERS_LOOKUP, ChannelFeature.PRINTED);
        assertThat(plain.deliver(Letters.notice().build(), TIMEOUT))
                .isEqualTo(new PermanentFailure("the letter must leave with proof of its dispatch, and the folder "
                        + directory + " gives none"));
        assertThat(plain.deliver(Letters.plain("x").build(), TIMEOUT)).isInstanceOf(Accepted.class);
        assertThat(builder().build().features()).contains(ChannelFeature.PROOF_OF_DISPATCH);
    }

    @Test
    void a_letter_that_took_all_the_time_is_not_handed_over() {
        assertThat(builder().build().deliver(Letters.plain("x").build(), Duration.ofNanos(1)))
                .isInstanceOf(TemporaryFailure.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void it_may_have_another_name() {
        assertThat(builder().build().id()).isEqualTo(ChannelId.LETTER);
        assertThat(builder().channel(new ChannelId("letter-legal")).build().id())
                .hasToString("letter-legal");
        assertThatThrownBy(() -> builder().channel(new ChannelId("l".repeat(101))))
                .hasMessage("the name of a channel of letters has at most 100 characters, not 101");
    }

    @Test
    void who_must_be_paid_by_code_is_said_in_the_letters_language() {
        CreditTransfer transfer = Letters.transfer("EUR 5.00");
        try (Printed letter = printed(
                Letters.GERMAN, Letters.plain("Guten Tag.\n").language("de").creditTransfer(transfer))) {
            assertThat(letter.words()).contains("Per Überweisung zahlen", "Kontoinhaber", "5,00\u00a0EUR");
        }
    }
}
