package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.relance.template.NoticeMention.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeCheckerTest {
    private static final TemplateSource BUILT_IN = TemplateCatalogue.builtInSource("formal-notice", "fr");

    @Test
    void the_built_in_notice_has_every_mention_in_text_html_and_on_paper() {
        assertThat(NoticeChecker.check(BUILT_IN.text(), false)).isEmpty();
        assertThat(NoticeChecker.check(BUILT_IN.html().orElseThrow(), true)).isEmpty();
        assertThat(NoticeChecker.check(BUILT_IN.paper().orElseThrow(), true)).isEmpty();
    }

    static List<NoticeMention> mentions() {
        return NoticeMention.all();
    }

    /** Takes every place of the mention out of a template that has it, whatever stands around. */
    private static String without(NoticeMention mention, String source) {
        String left = source;
        for (Place place : mention.places()) {
            if (place.variable() == TemplateVariable.LINE) {
                String list = place.lists().get(0).key();
                left = left.replaceAll("(?s)\\{\\{#" + list + "}}.*?\\{\\{/" + list + "}}", "");
            } else {
                left = left.replace("{{" + place.variable().key() + "}}", "");
            }
        }
        return left;
    }

    @ParameterizedTest
    @MethodSource("mentions")
    void a_mention_taken_out_of_the_text_the_html_or_the_paper_is_named_with_its_remedy(NoticeMention mention) {
        List<String> remedies = mention.places().stream().map(Place::tag).toList();
        Map<String, Boolean> parts = Map.of(
                BUILT_IN.text(),
                false,
                BUILT_IN.html().orElseThrow(),
                true,
                BUILT_IN.paper().orElseThrow(),
                true);
        for (Map.Entry<String, Boolean> part : parts.entrySet()) {
            String source = part.getKey();
            boolean html = part.getValue();
            assertThat(NoticeChecker.check(without(mention, source), html))
                    .containsExactly(new TemplateChecker.Finding(
                            0, 0, "a formal notice needs " + mention.what(), "write " + String.join(" or ", remedies)));
        }
    }

    @Test
    void the_words_are_needed_wherever_they_always_stand() {
        String text = BUILT_IN.text().replaceAll("(?i)mise en demeure", "rappel");

        assertThat(NoticeChecker.check(text, false))
                .containsExactly(new TemplateChecker.Finding(
                        0,
                        0,
                        "a formal notice needs the words \"mise en demeure\"",
                        "write them where they always stand: in no section, tag or comment"));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of("Mise en demeure", false, true),
                Arguments.of("mise\nen\u00a0DEMEURE", false, true),
                Arguments.of("<p>MISE <b>en</b>&nbsp;demeure</p>", true, true),
                Arguments.of("{{#hasInvoices}}mise en demeure{{/hasInvoices}}", false, true),
                Arguments.of("mise en {{date}} demeure", false, false),
                Arguments.of("{{! mise en demeure }}", false, false),
                Arguments.of("<!-- mise en demeure -->", true, false),
                Arguments.of("{{#contactName}}mise en demeure{{/contactName}}", false, false),
                Arguments.of("{{^hasInvoices}}mise en demeure{{/hasInvoices}}", false, false));
    }

    @ParameterizedTest
    @MethodSource("words")
    void words_that_some_messages_would_leave_out_do_not_count(String source, boolean html, boolean there) {
        assertThat(NoticeChecker.check(source, html))
                .extracting(TemplateChecker.Finding::message)
                .satisfies(
                        messages -> assertThat(messages.contains("a formal notice needs the words \"mise en demeure\""))
                                .isEqualTo(!there));
    }

    @Test
    void a_mention_that_may_be_left_out_is_told_with_its_place() {
        String source = "{{#severalInvoices}}\n {{creditorName}}{{/severalInvoices}}{{^invoices}}{{date}}{{/invoices}}";

        assertThat(NoticeChecker.check(source, false))
                .contains(
                        new TemplateChecker.Finding(
                                2,
                                2,
                                "a formal notice always needs the creditor's name, and here it may be left out",
                                "write {{creditorName}} outside of other sections"),
                        new TemplateChecker.Finding(
                                2,
                                51,
                                "a formal notice always needs its date, and here it may be left out",
                                "write {{date}} outside of other sections"));
        assertThat(NoticeChecker.check("<!-- {{creditorName}} -->", true))
                .contains(new TemplateChecker.Finding(
                        0, 0, "a formal notice needs the creditor's name", "write {{creditorName}}"));
    }

    // When loading

    @Test
    void a_hosts_notice_that_lacks_mentions_is_not_loaded() {
        String lacking = without(NoticeMention.DEADLINE, BUILT_IN.text());
        TemplateProblemsException thrown = catchThrowableOfType(
                TemplateProblemsException.class,
                () -> TemplateCatalogue.builder()
                        .override(TemplateOverride.builder("formal-notice", "fr")
                                .creditor(Models.ACME)
                                .text(lacking)
                                .html(without(
                                        NoticeMention.INTEREST_RATE,
                                        BUILT_IN.html().orElseThrow()))
                                .build())
                        .build());

        assertThat(thrown.problems())
                .extracting(TemplateProblem::toString)
                .containsExactly(
                        "template formal-notice (fr, creditor acme), text: a formal notice needs the deadline; write"
                                + " {{#deadline}}{{deadline}}{{/deadline}}",
                        "template formal-notice (fr, creditor acme), html: a formal notice needs the rate of the interest;"
                                + " write {{#interestLines}}{{interestRate}}{{/interestLines}}");
    }

    @Test
    void the_form_of_another_country_is_not_loaded() {
        assertThatThrownBy(() -> TemplateCatalogue.builder()
                        .override(TemplateOverride.builder("formal-notice", "de")
                                .subject("Letzte Mahnung")
                                .text("Wir setzen Ihnen eine Frist bis zum {{#deadline}}{{deadline}}{{/deadline}}.")
                                .withoutHtml()
                                .build())
                        .build())
                .isInstanceOf(TemplateProblemsException.class)
                .hasMessageContaining(
                        "template formal-notice (de), text: a formal notice needs the words" + " \"mise en demeure\"")
                .hasMessageContaining("a formal notice needs the flat sum");
    }

    @Test
    void a_hosts_notice_with_every_mention_is_loaded_and_rendered() {
        TemplateCatalogue catalogue = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("formal-notice", "en")
                        .subject("Formal notice – {{creditorName}}")
                        .text(BUILT_IN.text().replace("Madame, Monsieur,", "Dear Sir or Madam,"))
                        .withoutHtml()
                        .build())
                .build();

        assertThat(catalogue.render("formal-notice", Models.notice("en").build()))
                .satisfies(message -> {
                    assertThat(message.language()).isEqualTo("en");
                    assertThat(message.subject()).isEqualTo("Formal notice – Ateliers Mercier SAS");
                    assertThat(message.text()).contains("Dear Sir or Madam,", "€12,468.80", "15 April 2026");
                });
    }
}
