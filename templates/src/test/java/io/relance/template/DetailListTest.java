package io.relance.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that have no room in a message go with it: as files, or on paper on pages after the letter. */
class DetailListTest {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();
    private static final LocalDate DUE = LocalDate.of(2026, 3, 1);

    private static MessageModel.Builder reminder(String language, int count) {
        MessageModel.Builder model = MessageModel.builder(MessageKind.OVERDUE, Models.sender(), "Big", Models.TODAY)
                .language(language);
        for (int i = 1; i <= count; i++) {
            model.line(Models.overdue("N-" + i, DUE, "EUR 1234.50"));
        }
        return model;
    }

    private static List<String> lines(DetailList list) {
        return List.of(list.csv().split("\r\n", -1));
    }

    private static DetailList only(String template, MessageModel model) {
        List<DetailList> lists = CATALOGUE.details(template, model);
        assertThat(lists).hasSize(1);
        return lists.get(0);
    }

    @Test
    void what_has_room_needs_no_list() {
        assertThat(CATALOGUE.details("reminder", reminder("fr", 500).build())).isEmpty();
    }

    @Test
    void an_invoice_is_a_line_with_what_is_open_and_what_the_message_asks_for() {
        MessageModel model = reminder("fr", 500)
                .line(MessageLine.builder("N-501", DUE.minusDays(30), DUE, Money.parse("JPY 1200"))
                        .claimed(Money.parse("JPY 700"))
                        .daysLate(31)
                        .build())
                .build();

        DetailList list = only("reminder", model);

        assertThat(list.name()).isEqualTo("factures.csv");
        List<String> lines = lines(list);
        assertThat(lines).hasSize(1 + 501 + 1);
        assertThat(lines.get(0)).isEqualTo("Facture;Date de facture;Échéance;Devise;Reste dû;Montant concerné");
        assertThat(lines.get(1)).endsWith(";2026-03-01;EUR;1234,50;1234,50").startsWith("N-1;");
        assertThat(lines.get(501)).isEqualTo("N-501;2026-01-30;2026-03-01;JPY;1200;700");
        assertThat(lines.get(502)).as("ended by a line break").isEmpty();
        assertThat(new String(list.bytes(), UTF_8)).isEqualTo("\uFEFF" + list.csv());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en | invoices.csv   | N-1,2026-01-30,2026-03-01,EUR,1234.50,1234.50
                    fr | factures.csv   | N-1;2026-01-30;2026-03-01;EUR;1234,50;1234,50
                    de | rechnungen.csv | N-1;2026-01-30;2026-03-01;EUR;1234,50;1234,50
                    es | facturas.csv   | N-1;2026-01-30;2026-03-01;EUR;1234,50;1234,50
                    it | fatture.csv    | N-1;2026-01-30;2026-03-01;EUR;1234,50;1234,50
                    nl | facturen.csv   | N-1;2026-01-30;2026-03-01;EUR;1234,50;1234,50
                    """)
    void spreadsheets_of_the_readers_language_open_it(String language, String name, String first) {
        MessageModel.Builder many = MessageModel.builder(MessageKind.OVERDUE, Models.sender(), "Big", Models.TODAY)
                .language(language)
                .line(MessageLine.builder("N-1", DUE.minusDays(30), DUE, Money.parse("EUR 1234.50"))
                        .build());
        for (int i = 2; i <= 501; i++) {
            many.line(Models.overdue("N-" + i, DUE, "EUR 1.00"));
        }

        DetailList list = only("firm", many.build());

        assertThat(list.name()).isEqualTo(name);
        assertThat(lines(list).get(1)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    =HYPERLINK(A1), '=HYPERLINK(A1)
                    +33 1,          '+33 1
                    -12,            '-12
                    @SUM(1),        '@SUM(1)
                    F"7;8,          "F""7;8"
                    F-1,            F-1
                    """)
    void what_a_spreadsheet_would_take_for_a_formula_or_a_separator_is_text(String number, String cell) {
        MessageModel model = reminder("fr", 500)
                .line(Models.overdue(number, DUE, "EUR 1.00"))
                .build();

        assertThat(lines(only("reminder", model)).get(501)).startsWith(cell + ";");
    }

    @Test
    void a_formula_behind_the_other_separator_is_text_too() {
        MessageModel model = reminder("fr", 500)
                .line(Models.overdue("1,=2+3, @A", DUE, "EUR 1.00"))
                .build();

        assertThat(lines(only("reminder", model)).get(501)).startsWith("1,'=2+3, '@A;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-us", "overdue-no-amounts"})
    void words_that_speak_of_no_list_have_none_with_them(String template) {
        MessageModel model = reminder("fr", 501).build();

        assertThat(CATALOGUE.details(template, model)).isEmpty();
        assertThat(CATALOGUE.render(template, model, Medium.PAPER).html().orElseThrow())
                .doesNotContain("N-501");
    }

    @Test
    void words_of_a_host_that_have_no_pages_after_the_letter_do_not_say_that_the_list_is_on_them() {
        TemplateSource builtIn = TemplateCatalogue.builtInSource("reminder", "fr");
        TemplateCatalogue catalogue = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("reminder", "fr")
                        .subject(builtIn.subject())
                        .text(builtIn.text())
                        .html(builtIn.html().orElseThrow())
                        .build())
                .build();

        assertThat(catalogue
                        .render("reminder", reminder("fr", 501).build(), Medium.PAPER)
                        .html()
                        .orElseThrow())
                .contains("sur simple demande")
                .doesNotContain("est joint", "N-501");
    }

    @Test
    void the_plain_text_of_a_letter_has_no_pages_after_it_and_does_not_say_so() {
        assertThat(CATALOGUE
                        .render("reminder", reminder("fr", 501).build(), Medium.PAPER)
                        .text())
                .contains("sur simple demande");
    }

    @ParameterizedTest
    @CsvSource({"2000, true", "2001, false"})
    void above_two_thousand_lines_a_letter_has_no_pages_with_them(int count, boolean annexed) {
        String paper = CATALOGUE
                .render("reminder", reminder("fr", count).build(), Medium.PAPER)
                .html()
                .orElseThrow();

        assertThat(paper.contains("<strong>N-" + count + "</strong>")).isEqualTo(annexed);
        assertThat(paper.contains("est joint")).isEqualTo(annexed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de", "es", "it", "nl"})
    void no_sentence_points_to_a_list_below_that_is_not_there(String language) {
        for (String template : List.of("reminder", "firm")) {
            assertThat(CATALOGUE
                            .render(template, reminder(language, 501).build())
                            .text())
                    .doesNotContain("below", "ci-dessous", "unten", "a continuación", "onderstaande");
        }
    }

    @Test
    void line_breaks_in_a_number_make_no_further_line() {
        MessageModel model = reminder("fr", 500)
                .line(Models.overdue("F\r\n=1", DUE, "EUR 1.00"))
                .build();

        assertThat(lines(only("reminder", model)))
                .hasSize(503)
                .element(501)
                .asString()
                .startsWith("F =1;");
    }

    @Test
    void time_alone_changes_nothing_in_it() {
        MessageModel.Builder later =
                MessageModel.builder(MessageKind.OVERDUE, Models.sender(), "Big", Models.TODAY.plusDays(9));
        reminder("en", 501)
                .build()
                .overdue()
                .forEach(line -> later.line(
                        line.toBuilder().daysLate(line.daysLate() + 9).build()));

        assertThat(only("firm", later.language("en").build()))
                .isEqualTo(only("reminder", reminder("en", 501).build()));
    }

    @Test
    void each_list_without_room_is_a_file_of_its_own() {
        MessageModel.Builder model = reminder("en", 501);
        for (int i = 0; i < 501; i++) {
            model.line(Models.soonDue("S-" + i, Models.TODAY.plusDays(3), "EUR 5.00"));
            model.openClaim(Models.openInterest());
            model.information(
                    new InformationLine("X-" + i, DUE, DUE, Money.parse("EUR 1.00"), InformationNote.DISPUTED));
        }

        List<DetailList> lists = CATALOGUE.details("reminder", model.build());

        assertThat(lists)
                .extracting(DetailList::name)
                .containsExactly("invoices.csv", "invoices-falling-due.csv", "claims-for-late-payment.csv");
        OpenClaimLine claim = Models.openInterest();
        assertThat(lines(lists.get(2)).get(0))
                .isEqualTo("Invoice,Claim,From,To (inclusive),Notified on,Currency,Outstanding");
        assertThat(lines(lists.get(2)).get(1))
                .isEqualTo(String.join(
                        ",",
                        claim.invoice(),
                        "Interest for late payment",
                        claim.period().orElseThrow().from().toString(),
                        claim.period().orElseThrow().to().toString(),
                        claim.notified().toString(),
                        claim.open().getCurrencyUnit().getCode(),
                        claim.open().getAmount().toPlainString()));
    }

    @Test
    void a_statement_has_its_entries_with_the_balance_after_each() {
        Statement.Builder statement = Statement.builder(Models.TODAY, Models.TODAY)
                .entry(StatementEntry.invoice(
                        Models.TODAY, "F-1", Models.TODAY.plusDays(30), Money.parse("EUR 900.00")));
        for (int i = 1; i <= 500; i++) {
            statement.entry(StatementEntry.payment(Models.TODAY, "P-" + i, Money.parse("EUR 1.00")));
        }
        DetailList list = only(
                "statement",
                MessageModel.builder(MessageKind.STATEMENT, Models.sender(), "Big", Models.TODAY)
                        .language("en")
                        .statement(statement.build())
                        .build());

        assertThat(list.name()).isEqualTo("statement-of-account.csv");
        assertThat(lines(list).get(0)).isEqualTo("Date,Entry,Reference,Due,Currency,Amount,Balance");
        assertThat(lines(list).get(1)).isEqualTo("2026-04-01,Invoice,F-1,2026-05-01,EUR,900.00,900.00");
        assertThat(lines(list).get(2)).isEqualTo("2026-04-01,Payment,P-1,,EUR,-1.00,899.00");
        assertThat(lines(list).get(501)).isEqualTo("2026-04-01,Payment,P-500,,EUR,-1.00,400.00");
    }

    @Test
    void a_thank_you_lists_what_was_paid() {
        MessageModel.Builder model = Models.thanks("de");
        for (int i = 0; i < 501; i++) {
            model.settled(new SettledLine("P-" + i, DUE.minusDays(30), DUE, Money.parse("EUR 7.00")));
        }

        DetailList list = only("thank-you", model.build());

        assertThat(list.name()).as("thanks are written in English and French").isEqualTo("paid-invoices.csv");
        assertThat(lines(list)).contains("P-500,2026-01-30,2026-03-01,EUR,7.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de", "es", "it", "nl"})
    void a_mail_says_that_the_list_goes_with_it_only_when_it_does(String language) {
        String onRequest =
                CATALOGUE.render("reminder", reminder(language, 501).build()).text();
        String attached = CATALOGUE
                .render("reminder", reminder(language, 501).listAttached(true).build())
                .text();

        assertThat(Arrays.stream(attached.split("\n"))
                        .filter(line -> !onRequest.contains(line))
                        .toList())
                .singleElement()
                .asString()
                .contains("501")
                .doesNotContain("{");
    }

    @Test
    void on_paper_the_list_is_on_pages_after_the_letter() {
        String paper = CATALOGUE
                .render("reminder", reminder("fr", 501).build(), Medium.PAPER)
                .html()
                .orElseThrow();

        int annex = paper.indexOf("<p class=\"annex\">Factures</p>");
        assertThat(annex).isGreaterThan(paper.indexOf("class=\"signature\""));
        assertThat(paper.substring(0, annex))
                .contains("Ce message porte sur 501 factures\u00a0; le relevé détaillé est joint.")
                .doesNotContain("N-1<");
        assertThat(paper.substring(annex)).contains("<strong>N-1</strong>", "<strong>N-501</strong>");
    }

    @Test
    void a_letter_with_room_has_no_further_pages() {
        assertThat(CATALOGUE
                        .render("reminder", reminder("fr", 500).build(), Medium.PAPER)
                        .html()
                        .orElseThrow())
                .contains("<strong>N-500</strong>")
                .doesNotContain("<p class=\"annex\">");
    }
}
