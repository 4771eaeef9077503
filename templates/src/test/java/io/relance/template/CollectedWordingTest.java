package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is told that an invoice will be collected by direct debit is not told how to pay it: it would be paid twice. */
class CollectedWordingTest {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();
    private static final String[] WAYS_TO_PAY = {
        "FR76", "AGRIFRPP", "IBAN", "pay.example", Medium.CREDIT_TRANSFER + "\"", Medium.PAYMENT_PAGE + "\""
    };

    private static List<String> forms(String template, MessageModel model) {
        List<String> forms = new ArrayList<>();
        for (Medium medium : Medium.values()) {
            RenderedMessage message = CATALOGUE.render(template, model, medium);
            forms.add(message.subject());
            forms.add(message.text());
            message.html().ifPresent(forms::add);
        }
        return forms;
    }

    static Stream<Arguments> preventiveInEveryLanguage() {
        return Arrays.stream(BuiltIn.values())
                .filter(template -> template.kinds().contains(MessageKind.PREVENTIVE))
                .flatMap(template ->
                        template.languages().stream().map(language -> Arguments.of(template.id(), language.code())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("preventiveInEveryLanguage")
    void where_all_is_collected_no_form_of_the_message_tells_how_to_pay(String template, String language) {
        for (MessageModel.Builder model : List.of(Models.collected(language), Models.oneCollected(language))) {
            assertThat(forms(template, model.build()))
                    .allSatisfy(form -> assertThat(form).doesNotContain(WAYS_TO_PAY));
        }
    }

    @ParameterizedTest
    @CsvSource({"en", "fr"})
    void where_something_is_left_to_pay_the_message_tells_how(String language) {
        MessageModel model = Models.partlyCollected(language).build();

        assertThat(CATALOGUE.render("pre-due", model).text()).contains("FR76 3000", "pay.example");
        assertThat(CATALOGUE.render("pre-due", model, Medium.PAPER).html().orElseThrow())
                .contains("FR76 3000", Medium.CREDIT_TRANSFER, Medium.PAYMENT_PAGE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | will be collected by direct debit on or after 4 April 2026 | will be collected by direct debit on 8 April 2026
            fr | sera prélevé sur votre compte à compter du 4 avril 2026 | sera prélevé sur votre compte le 8 avril 2026
            de | wird ab dem 4. April 2026 per Lastschrift eingezogen | wird am 8. April 2026 per Lastschrift eingezogen
            es | se cobrará por domiciliación bancaria a partir del 4 de abril de 2026 | se cobrará por domiciliación bancaria el 8 de abril de 2026
            it | sarà incassato tramite addebito diretto in data 4 aprile 2026 o successiva | sarà incassato tramite addebito diretto in data 8 aprile 2026
            nl | wordt op of na 4 april 2026 per automatische incasso afgeschreven | wordt op 8 april 2026 per automatische incasso afgeschreven
            """)
    void the_line_of_an_invoice_says_when_it_is_collected(String language, String onOrAfter, String on) {
        MessageModel model = Models.overdueBesideCollected(language)
                .line(Models.collected(
                        "FA-2026-0191",
                        CollectionDay.on(LocalDate.of(2026, 4, 8)),
                        LocalDate.of(2026, 4, 6),
                        "EUR 20.00"))
                .build();

        RenderedMessage mail = CATALOGUE.render("reminder", model);

        assertThat(lineAfter("FA-2026-0189", mail.text())).endsWith(" – " + onOrAfter);
        assertThat(lineAfter("FA-2026-0190", mail.text())).doesNotContain(" – ");
        assertThat(lineAfter("FA-2026-0191", mail.text())).endsWith(" – " + on);
        assertThat(mail.text()).as("for what is overdue").contains("FR76 3000");
        for (Medium medium : Medium.values()) {
            assertThat(CATALOGUE.render("reminder", model, medium).html().orElseThrow())
                    .contains(onOrAfter, on);
        }
        assertThat(CATALOGUE
                        .render(
                                "pre-due-no-amounts",
                                Models.oneCollected(language).build())
                        .text())
                .contains(onOrAfter);
    }

    /** The line with the amount, two below that with the number. */
    private static String lineAfter(String invoice, String text) {
        List<String> lines = text.lines().toList();
        int at = 0;
        while (!lines.get(at).contains(invoice)) {
            at++;
        }
        return lines.get(at + 2);
    }

    @Test
    void totals_say_how_much_is_collected_and_how_much_is_left_to_pay() {
        assertThat(CATALOGUE
                        .render("pre-due", Models.partlyCollected("en").build())
                        .text())
                .containsSubsequence(
                        "Outstanding: €640.00 – will be collected by direct debit on or after 4 April 2026: €600.00",
                        "Total falling due: €1,850.75",
                        "of which collected by direct debit: €600.00",
                        "of which to be paid by you: €1,250.75",
                        "Total falling due: $80.00")
                .containsOnlyOnce("of which to be paid");
        assertThat(CATALOGUE.render("pre-due", Models.collected("en").build()).text())
                .contains("of which collected by direct debit: €1,890.75")
                .doesNotContain("of which to be paid");
    }

    @Test
    void call_us_says_nothing_of_it() {
        assertThat(CATALOGUE.render("call-us", Models.collected("en").build()))
                .isEqualTo(CATALOGUE.render("call-us", Models.preventive("en").build()));
    }

    @Test
    void words_of_a_hosts_that_know_nothing_of_direct_debits_name_no_account_either() {
        TemplateCatalogue own = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("pre-due", "en")
                        .subject("Soon due")
                        .text("{{#soonDue}}{{number}}: {{amount}}\n{{/soonDue}}{{#iban}}Pay to {{iban}}{{/iban}}")
                        .withoutHtml()
                        .build())
                .build();

        assertThat(own.render("pre-due", Models.preventive("en").build()).text())
                .contains("Pay to FR76");
        assertThat(own.render("pre-due", Models.partlyCollected("en").build()).text())
                .contains("Pay to FR76");
        assertThat(own.render("pre-due", Models.collected("en").build()).text())
                .isEqualTo("FA-2026-0189: €640.00\nFA-2026-0190: €1,250.75\n");
    }

    @Test
    void a_list_that_has_no_room_says_in_its_file_and_on_further_pages_what_is_collected() {
        MessageModel.Builder many = MessageModel.builder(MessageKind.PREVENTIVE, Models.sender(), "Big", Models.TODAY);
        LocalDate due = LocalDate.of(2026, 4, 4);
        many.line(Models.collected("N-0", CollectionDay.onOrAfter(due), due, "EUR 10.00"));
        for (int i = 1; i <= 500; i++) {
            many.line(Models.soonDue("N-" + i, due, "EUR 1.00"));
        }
        MessageModel model = many.listAttached(true).build();

        assertThat(CATALOGUE.details("pre-due", model).get(0).csv().lines().limit(3))
                .containsExactly(
                        "Invoice,Issued,Due,Currency,Outstanding,Amount concerned,Direct debit on or after",
                        "N-0,2026-03-05,2026-04-04,EUR,10.00,10.00,2026-04-04",
                        "N-1,2026-03-05,2026-04-04,EUR,1.00,1.00,");
        assertThat(CATALOGUE.render("pre-due", model, Medium.PAPER).html().orElseThrow())
                .containsOnlyOnce("will be collected by direct debit on or after 4 April 2026");
        assertThat(CATALOGUE.render("pre-due", model).text())
                .contains("You need do nothing for the invoice to be collected by direct debit");
    }
}
