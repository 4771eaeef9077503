package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.receivable.CreditorId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCatalogueTest {
    private static final List<String> BUILT_IN = List.of(
            "pre-due",
            "reminder",
            "firm",
            "last-reminder",
            "hand-over",
            "thank-you",
            "promise-confirmed",
            "plan-confirmed",
            "statement",
            "internal");
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();

    private static String everything(RenderedMessage message) {
        return message.subject() + message.text() + message.html().orElse("");
    }

    // The catalogue's ids

    @Test
    void the_formal_notice_is_known_and_rendered_only_with_what_it_must_show() {
        assertThat(CATALOGUE.ids())
                .containsExactly(
                        "agreed-no-amounts",
                        "call-us",
                        "firm",
                        "formal-notice",
                        "hand-over",
                        "internal",
                        "last-reminder",
                        "overdue-no-amounts",
                        "plan-confirmed",
                        "pre-due",
                        "pre-due-no-amounts",
                        "promise-confirmed",
                        "reminder",
                        "statement",
                        "thank-you",
                        "thank-you-no-amounts");
        assertThat(CATALOGUE.knows("formal-notice")).isTrue();
        assertThat(BUILT_IN).allMatch(CATALOGUE::knows);
        assertThat(CATALOGUE.needsFormalNotice("formal-notice")).isTrue();
        assertThat(BUILT_IN).noneMatch(CATALOGUE::needsFormalNotice);
        assertThat(CATALOGUE.suits("formal-notice", MessageKind.OVERDUE)).isTrue();
        assertThat(CATALOGUE.suits("formal-notice", MessageKind.PREVENTIVE)).isFalse();
        assertThatThrownBy(() -> CATALOGUE.render(
                        "formal-notice", Models.overdueWithOneLine("fr").build()))
                .isInstanceOf(MissingMentionException.class)
                .hasMessage(
                        "a message can't be written with \"formal-notice\": it lacks the claims of late payment and the"
                                + " deadline (a FormalNotice): without them the message stays a proposal that a person sends by"
                                + " other means");
    }

    @Test
    void an_unknown_template_names_the_nearest() {
        assertThat(CATALOGUE.knows("remindr")).isFalse();
        assertThatThrownBy(() -> CATALOGUE.render(
                        "remindr", Models.overdueWithOneLine("fr").build()))
                .hasMessage("there is no template \"remindr\" for creditor acme; did you mean \"reminder\"?");
    }

    @Test
    void a_template_for_another_kind_of_message_is_refused() {
        assertThat(CATALOGUE.suits("reminder", MessageKind.OVERDUE)).isTrue();
        assertThat(CATALOGUE.suits("reminder", MessageKind.PREVENTIVE)).isFalse();
        assertThat(CATALOGUE.suits("no-such-template", MessageKind.PREVENTIVE)).isFalse();
        assertThatThrownBy(() ->
                        CATALOGUE.render("reminder", Models.preventive("fr").build()))
                .hasMessage("the template reminder does not suit a message of kind PREVENTIVE");
    }

    // Languages

    @ParameterizedTest
    @ValueSource(strings = {"pt", "", "xx", "en-US"})
    void a_language_without_words_reads_english_with_english_dates_and_amounts(String language) {
        RenderedMessage message =
                CATALOGUE.render("firm", Models.overdueWithEverything(language).build());

        assertThat(message)
                .isEqualTo(CATALOGUE.render(
                        "firm", Models.overdueWithEverything("en").build()));
        assertThat(message.language()).isEqualTo("en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "it", "nl"})
    void a_purpose_without_words_in_the_readers_language_reads_english(String language) {
        assertThat(CATALOGUE
                        .render("firm", Models.suiting("firm", language).build())
                        .language())
                .isEqualTo(language);
        assertThat(CATALOGUE.languages("firm")).containsExactly("de", "en", "es", "fr", "it", "nl");
        assertThat(CATALOGUE.languages("pre-due")).containsExactly("en", "fr");
        assertThat(CATALOGUE.render("pre-due", Models.preventive(language).build()))
                .isEqualTo(CATALOGUE.render("pre-due", Models.preventive("en").build()));
        assertThatThrownBy(() -> TemplateCatalogue.builtInSource("pre-due", language))
                .hasMessage("there is no built-in template \"pre-due\" in the language \"" + language + "\"");
    }

    @Test
    void a_host_gives_the_words_that_a_language_lacks() {
        TemplateCatalogue catalogue = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("pre-due", "de")
                        .subject("Bald fällig")
                        .text("{{#soonDue}}{{number}} am {{due}}: {{amount}}\n{{/soonDue}}")
                        .withoutHtml()
                        .build())
                .build();

        assertThat(catalogue.render("pre-due", Models.preventive("de").build()))
                .isEqualTo(new RenderedMessage(
                        "Bald fällig",
                        "FA-2026-0189 am 4. April 2026: 640,00\u00a0€\n"
                                + "FA-2026-0190 am 6. April 2026: 1.250,75\u00a0€\n",
                        Optional.empty(),
                        "de"));
    }

    @Test
    void one_is_singular_and_more_are_plural() {
        RenderedMessage one =
                CATALOGUE.render("reminder", Models.overdueWithOneLine("fr").build());
        RenderedMessage several =
                CATALOGUE.render("reminder", Models.overdueWithEverything("fr").build());

        assertThat(one.subject()).isEqualTo("Rappel\u00a0: facture INV-1 échue le 31 mars 2026 – Acme");
        assertThat(one.text()).contains("le règlement de la facture ci-dessous", "1\u00a0jour de retard");
        assertThat(several.text()).contains("le règlement des factures ci-dessous", "45\u00a0jours de retard");
    }

    @Test
    void gross_credit_and_balance_are_shown_when_they_differ_and_the_balance_alone_when_not() {
        String several = CATALOGUE
                .render("firm", Models.overdueWithEverything("en").build())
                .text();
        String one = CATALOGUE
                .render("firm", Models.overdueWithOneLine("en").build())
                .text();

        assertThat(several)
                .contains(
                        "Total of the invoices: €13,804.96\n",
                        "promised or being paid): \u2212€300.00\n",
                        "Credits and payments on account: \u2212€500.00\n",
                        "Total to pay: €13,004.96\n",
                        "Total to pay: $2,500.00\n");
        assertThat(one).contains("Total to pay: £1,000.00\n").doesNotContain("Total of the invoices", "Credits");
    }

    // Sizes

    @ParameterizedTest
    @ValueSource(ints = {500, 501})
    void above_500_lines_a_message_shows_totals_and_a_sentence(int count) {
        MessageModel.Builder model = MessageModel.builder(MessageKind.OVERDUE, Models.sender(), "Big", Models.TODAY)
                .language("fr");
        for (int i = 0; i < count; i++) {
            model.line(Models.overdue("N-" + i, LocalDate.of(2026, 3, 1), "EUR 10.00"));
        }
        RenderedMessage message = CATALOGUE.render("reminder", model.build());

        String total = count == 500 ? "5\u00a0000,00\u00a0€" : "5\u00a0010,00\u00a0€";
        String sentence = "Ce message porte sur 501 factures";
        for (String body : List.of(message.text(), message.html().orElseThrow())) {
            assertThat(body).contains(total);
            assertThat(body.contains("N-499")).isEqualTo(count == 500);
            assertThat(body.contains(sentence)).isEqualTo(count == 501);
        }
        assertThat(message.subject()).isEqualTo("Rappel\u00a0: " + count + " factures échues – Ateliers Mercier SAS");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501})
    void above_500_entries_a_statement_shows_balances_and_a_sentence(int count) {
        Statement.Builder statement = Statement.builder(Models.TODAY, Models.TODAY);
        for (int i = 1; i <= count; i++) {
            statement.entry(StatementEntry.payment(Models.TODAY, "P-" + i, Money.parse("EUR 1.00")));
        }
        RenderedMessage message = CATALOGUE.render(
                "statement",
                MessageModel.builder(MessageKind.STATEMENT, Models.sender(), "Big", Models.TODAY)
                        .language("nl")
                        .statement(statement.build())
                        .build());

        for (String body : List.of(message.text(), message.html().orElseThrow())) {
            assertThat(body).contains("Eindsaldo").contains("€\u00a0\u2212" + count + ",00");
            assertThat(body.contains("P-500")).isEqualTo(count == 500);
            assertThat(body.contains("Dit overzicht bevat 501 boekingen")).isEqualTo(count == 501);
        }
    }

    @Test
    void claimed_invoices_are_listed_before_those_for_information() {
        MessageModel.Builder model = Models.overdueWithOneLine("en");
        for (int i = 0; i < 500; i++) {
            model.information(new InformationLine(
                    "X-" + i, Models.TODAY, Models.TODAY, Money.parse("GBP 1.00"), InformationNote.DISPUTED));
        }
        String text = CATALOGUE.render("reminder", model.build()).text();

        assertThat(text)
                .contains("Invoice INV-1", "500 other invoices are not included in the totals above.")
                .doesNotContain("X-1");
    }

    // Names from the books

    static Stream<Arguments> hostileNames() {
        return Stream.of(
                Arguments.of("Evil\r\nBcc: victim@example.com", "Evil Bcc: victim@example.com"),
                Arguments.of("a\tb\u0000c\u2028d\u0085e", "a b c d e"),
                Arguments.of(
                        "{{iban}} {{#invoices}} {{{date}}} {{=<% %>=}}",
                        "{{iban}} {{#invoices}} {{{date}}} {{=<% %>=}}"),
                Arguments.of("abc\u202Egnp.exe\u2066\u200F", "abcgnp.exe"),
                Arguments.of("[invoices] @iban@ $1 \\", "[invoices] @iban@ $1 \\"),
                Arguments.of("lone \uD800 half", "lone \uFFFD half"),
                Arguments.of("n".repeat(5_000), "n".repeat(199) + "…"),
                Arguments.of("\uD83D\uDE00".repeat(2_500), "\uD83D\uDE00".repeat(199) + "…"));
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void a_hostile_name_is_one_line_of_harmless_text(String hostile, String shown) {
        MessageModel model = MessageModel.builder(MessageKind.OVERDUE, Models.sender(), hostile, Models.TODAY)
                .contactName(hostile)
                .line(Models.overdue(hostile, LocalDate.of(2026, 3, 1), "EUR 1.00"))
                .build();
        RenderedMessage message = CATALOGUE.render("reminder", model);

        assertThat(message.text())
                .contains(shown + "\n", "For the attention of " + shown, "Invoice " + shown + ", issued");
        assertThat(message.subject())
                .doesNotContain("\r", "\n", "\u202E", "\u0000")
                .satisfies(subject ->
                        assertThat(subject.codePointCount(0, subject.length())).isLessThanOrEqualTo(200));
        assertThat(everything(message)).doesNotContain("\r", "\u202E", "\u0000", "\u2028");
        assertThat(message.text().lines()).noneMatch(line -> line.startsWith("Bcc:"));
    }

    @Test
    void html_in_a_name_is_text_in_both_bodies() {
        String name = "<script>alert('x')</script> & \"Co\"";
        MessageModel model = MessageModel.builder(MessageKind.OVERDUE, Models.sender(), name, Models.TODAY)
                .line(Models.overdue(name, LocalDate.of(2026, 3, 1), "EUR 1.00"))
                .build();
        RenderedMessage message = CATALOGUE.render("reminder", model);

        assertThat(message.text()).contains(name);
        assertThat(message.html().orElseThrow())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;&#x2F;script&gt;".replace("&#x2F;", "/"))
                .doesNotContain("<script", "\"Co\"");
    }

    @Test
    void an_address_keeps_its_lines_and_no_more_than_ten() {
        MessageSender.Builder sender =
                MessageSender.builder(Models.ACME, "Acme").addressLine("1 Main St\r\nLondon\n\n");
        for (int i = 0; i < 20; i++) {
            sender.addressLine("line " + i);
        }
        MessageModel model = MessageModel.builder(MessageKind.OVERDUE, sender.build(), "Smith", Models.TODAY)
                .line(Models.overdue("F-1", LocalDate.of(2026, 3, 1), "EUR 1.00"))
                .build();

        assertThat(CATALOGUE.render("firm", model).text())
                .contains("Acme\n1 Main St\nLondon\nline 0\n", "line 7\n")
                .doesNotContain("line 8");
    }

    // A host's own words

    private static TemplateOverride.Builder greeting(String template, String language, String text) {
        return TemplateOverride.builder(template, language)
                .subject(text)
                .text(text)
                .html("<p>" + text + "</p>");
    }

    @Test
    void a_creditors_words_come_before_everybodys_and_those_before_the_built_in() {
        TemplateCatalogue catalogue = TemplateCatalogue.builder()
                .override(greeting("firm", "en", "for other {{customerName}}")
                        .creditor(new CreditorId("other"))
                        .build())
                .override(greeting("firm", "en", "for all").build())
                .override(greeting("reminder", "en", "for acme")
                        .creditor(Models.ACME)
                        .build())
                .build();
        MessageModel model = Models.overdueWithOneLine("en").build();

        assertThat(catalogue.render("firm", model))
                .isEqualTo(new RenderedMessage("for all", "for all\n", Optional.of("<p>for all</p>"), "en"));
        assertThat(catalogue.render("reminder", model).text()).isEqualTo("for acme\n");
        assertThat(catalogue.render("firm", Models.overdueWithOneLine("fr").build()))
                .isEqualTo(
                        CATALOGUE.render("firm", Models.overdueWithOneLine("fr").build()));
        MessageModel others = MessageModel.builder(
                        MessageKind.OVERDUE,
                        MessageSender.builder(new CreditorId("other"), "Other").build(),
                        "O'Neil & <Sons>",
                        Models.TODAY)
                .line(Models.overdue("F-1", LocalDate.of(2026, 3, 1), "EUR 1.00"))
                .build();
        assertThat(catalogue.render("firm", others))
                .isEqualTo(new RenderedMessage(
                        "for other O'Neil & <Sons>",
                        "for other O'Neil & <Sons>\n",
                        Optional.of("<p>for other O&#39;Neil &amp; &lt;Sons&gt;</p>"),
                        "en"));
    }

    @Test
    void a_subject_alone_keeps_the_built_in_bodies() {
        TemplateCatalogue catalogue = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("firm", "fr")
                        .subject("Relance {{invoiceCount}}")
                        .build())
                .build();
        MessageModel model = Models.overdueWithEverything("fr").build();
        RenderedMessage before = CATALOGUE.render("firm", model);

        assertThat(catalogue.render("firm", model))
                .isEqualTo(new RenderedMessage("Relance 4", before.text(), before.html(), "fr"));
    }

    @Test
    void a_host_adds_a_template_of_its_own_for_any_kind_of_message() {
        TemplateCatalogue catalogue = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("last-call", "fr")
                        .subject("Dernier rappel")
                        .text("{{#invoices}}{{number}}{{/invoices}}{{#soonDue}}{{number}} {{/soonDue}}")
                        .withoutHtml()
                        .build())
                .build();

        assertThat(catalogue.knows("last-call")).isTrue();
        assertThat(catalogue.suits("last-call", MessageKind.PREVENTIVE)).isTrue();
        // There is no English for it, so that a German reads French rather than nothing.
        assertThat(catalogue.render("last-call", Models.preventive("de").build()))
                .isEqualTo(
                        new RenderedMessage("Dernier rappel", "FA-2026-0189 FA-2026-0190\n", Optional.empty(), "fr"));
    }

    @Test
    void the_built_in_source_is_a_template_that_a_host_may_give_back() {
        for (BuiltIn builtIn : BuiltIn.values()) {
            for (Language words : builtIn.languages()) {
                String template = builtIn.id();
                String language = words.code();
                TemplateSource source = TemplateCatalogue.builtInSource(template, language);
                TemplateCatalogue catalogue = TemplateCatalogue.builder()
                        .override(TemplateOverride.builder(template, language)
                                .subject(source.subject())
                                .text(source.text())
                                .html(source.html().orElseThrow())
                                .paper(source.paper().orElseThrow())
                                .build())
                        .build();
                MessageModel model = Models.suiting(template, language).build();

                for (Medium medium : Medium.values()) {
                    assertThat(catalogue.render(template, model, medium))
                            .isEqualTo(CATALOGUE.render(template, model, medium));
                }
            }
        }
    }

    @Test
    void every_problem_of_every_override_is_reported_at_once() {
        TemplateProblemsException thrown = catchThrowableOfType(
                TemplateProblemsException.class,
                () -> TemplateCatalogue.builder()
                        .override(TemplateOverride.builder("reminder", "fr")
                                .subject("Rappel\n{{custmerName}}")
                                .text("{{#invoices}}{{numbr}}{{/invoices}}")
                                .html("<p>\n  {{{customerName}}}</p>")
                                .build())
                        .override(TemplateOverride.builder("firm", "pt")
                                .subject("Aviso")
                                .build())
                        .override(TemplateOverride.builder("firm", "en")
                                .text("Pay")
                                .build())
                        .override(TemplateOverride.builder("firm", "en")
                                .html("<p>Pay</p>")
                                .build())
                        .override(TemplateOverride.builder("last-reminder", "en")
                                .paper("<p>{{#hasSoonDue}}</p>")
                                .build())
                        .override(greeting("Last Call", "fr", "Dernier rappel").build())
                        .override(TemplateOverride.builder("call", "fr")
                                .creditor(Models.ACME)
                                .withoutHtml()
                                .build())
                        .build());

        assertThat(thrown.problems())
                .extracting(TemplateProblem::toString)
                .containsExactly(
                        "template reminder (fr), subject, line 1, column 1: a subject is one line; take the line breaks out",
                        "template reminder (fr), subject, line 2, column 1: unknown variable \"custmerName\"; did you mean"
                                + " \"customerName\"?",
                        "template reminder (fr), text, line 1, column 14: unknown variable \"numbr\"; did you mean"
                                + " \"number\"?",
                        "template reminder (fr), html, line 2, column 3: {{{customerName}} would not be escaped; write"
                                + " {{name}}: values come from others and are escaped in HTML",
                        "template firm (pt), template: messages can't be written in the language \"pt\"; use de, en, es, fr,"
                                + " it or nl",
                        "template firm (en), template: the text is given and the HTML is not; give both, or say"
                                + " withoutHtml()",
                        "template firm (en), template: the HTML is given and the text is not; give both",
                        "template firm (en), template: it is given twice; give it once",
                        "template last-reminder (en), template: the layout for paper is given and the text is not; give both",
                        "template last-reminder (en), paper, line 1, column 4: the section {{#hasSoonDue}} is never closed;"
                                + " close it with {{/hasSoonDue}}",
                        "template Last Call (fr), template: the id has other characters; use lower-case letters, digits"
                                + " and single hyphens",
                        "template call (fr, creditor acme), template: a new template needs a subject; give one",
                        "template call (fr, creditor acme), template: a new template needs a text; give one");
    }

    // On paper

    @Test
    void a_message_is_for_mails_unless_it_is_said_to_be_for_paper() {
        MessageModel model = Models.overdueWithEverything("en").build();

        assertThat(CATALOGUE.render("firm", model)).isEqualTo(CATALOGUE.render("firm", model, Medium.MAIL));
    }

    @Test
    void paper_has_the_same_subject_and_text_and_html_without_what_the_letter_around_it_prints() {
        MessageModel model =
                Models.brandedReminder("en").contactName("Jane Roe").build();
        RenderedMessage mail = CATALOGUE.render("firm", model, Medium.MAIL);
        RenderedMessage paper = CATALOGUE.render("firm", model, Medium.PAPER);

        assertThat(paper.subject()).isEqualTo(mail.subject());
        assertThat(paper.text()).isEqualTo(mail.text());
        assertThat(mail.html().orElseThrow()).contains("cid:logo", "Jane Roe", "1 April 2026", "href=", "69002 Lyon");
        assertThat(paper.html().orElseThrow())
                .doesNotContain("cid:logo", "<img", "Jane Roe", "1 April 2026", "href=", "69002 Lyon")
                .contains(
                        "<thead>",
                        "<p class=\"payment-page\">Pay online: <span>https://pay.example/ateliers-mercier</span></p>",
                        "class=\"credit-transfer\"");
    }

    @Test
    void a_hosts_words_without_a_layout_for_paper_are_shown_as_in_mails() {
        RenderedMessage paper = overridden(o -> o.html("<p>as in mails</p>"));
        RenderedMessage text = overridden(TemplateOverride.Builder::withoutHtml);
        RenderedMessage own = overridden(o -> o.html("<p>mail</p>").paper("<p>{{customerName}}</p>"));
        RenderedMessage onPaperAlone = overridden(o -> o.withoutHtml().paper("<p>paper</p>"));
        RenderedMessage subjectAlone =
                CATALOGUE.render("firm", Models.overdueWithOneLine("en").build(), Medium.PAPER);

        assertThat(paper.html()).contains("<p>as in mails</p>");
        assertThat(text.html()).isEmpty();
        assertThat(own.html()).contains("<p>Smith Ltd</p>");
        assertThat(onPaperAlone.html()).contains("<p>paper</p>");
        assertThat(TemplateCatalogue.builder()
                        .override(TemplateOverride.builder("firm", "en")
                                .subject("Pay!")
                                .build())
                        .build()
                        .render("firm", Models.overdueWithOneLine("en").build(), Medium.PAPER)
                        .html())
                .as("a subject alone changes no layout")
                .isEqualTo(subjectAlone.html());
    }

    private static RenderedMessage overridden(UnaryOperator<TemplateOverride.Builder> layout) {
        TemplateOverride.Builder words =
                layout.apply(TemplateOverride.builder("firm", "en").text("words"));
        return TemplateCatalogue.builder()
                .override(words.build())
                .build()
                .render("firm", Models.overdueWithOneLine("en").build(), Medium.PAPER);
    }

    @Test
    void the_version_differs_with_the_layout_for_paper() {
        TemplateOverride.Builder words =
                TemplateOverride.builder("firm", "en").text("words").html("<p>words</p>");
        String before =
                TemplateCatalogue.builder().override(words.build()).build().version();

        assertThat(TemplateCatalogue.builder()
                        .override(words.paper("<p>words</p>").build())
                        .build()
                        .version())
                .isNotEqualTo(before);
    }

    // What stands behind the check

    @Test
    void a_value_that_is_missing_when_rendering_is_an_error() {
        CompiledTemplate template = new CompiledTemplate(
                "x",
                Language.ENGLISH,
                new TemplateSource("Hello", "a\n{{customerName}}", Optional.empty(), Optional.empty()));

        assertThatThrownBy(() -> template.render(Map.of(), Medium.MAIL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("template x (en), line 2: there is no value for \"customerName\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{customerName.length}}", "{{customerName.getClass}}", "{{customerName.class.name}}"})
    void not_even_an_unchecked_template_can_call_a_method(String source) {
        CompiledTemplate template = new CompiledTemplate(
                "x", Language.ENGLISH, new TemplateSource("Hello", source, Optional.empty(), Optional.empty()));

        assertThatThrownBy(() -> template.render(Map.of("customerName", "Smith"), Medium.MAIL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no value for");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{>module-info.java}}", "{{>/etc/hostname}}"})
    void not_even_an_unchecked_template_can_load_a_file(String source) {
        assertThatThrownBy(() -> new CompiledTemplate(
                                "x",
                                Language.ENGLISH,
                                new TemplateSource("Hello", source, Optional.empty(), Optional.empty()))
                        .render(Map.of(), Medium.MAIL))
                .hasStackTraceContaining("templates load no other templates");
    }
}
