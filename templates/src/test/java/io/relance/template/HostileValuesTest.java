package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.claim.CollectingFor;
import io.relance.receivable.DebtorKind;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Whoever chose a name, a number or a reference chooses neither the layout of a message nor where it goes. */
class HostileValuesTest {
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern TURNS_OR_CONTROLS =
            Pattern.compile("[\\p{Cntrl}&&[^\n]]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]");

    private static final List<String> VALUES = List.of(
            "Evil\r\nBcc: victim@example.com\r\n\r\n<b>body</b>",
            "<script>alert('x')</script> & \"Co\" --><!-- </td></tr></table>",
            "\" style=\"display:none\" onload='x'",
            "{{iban}} {{#invoices}} {{{date}}} {{=<% %>=}} {{>layout}}",
            "[invoices] [list invoices amount] @iban@ $1 \\",
            "\u202Egnp.exe\u2066\u200F \u05D0\u05D1\u05D2 \u0645\u0631\u062D\u0628\u0627",
            "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC67 emoji \uD800",
            "a\tb\u0000c\u2028d\u0085e",
            "no characters: \uFFFE \uFFFF \uDC00",
            "n".repeat(5_000),
            "\uD83D\uDE00".repeat(2_500));

    static Stream<Arguments> everyTemplateLanguageAndValue() {
        return Arrays.stream(BuiltIn.values())
                .flatMap(template -> template.languages().stream()
                        .flatMap(language -> VALUES.stream().map(value -> Arguments.of(template, language, value))));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyTemplateLanguageAndValue")
    void a_hostile_value_changes_words_and_nothing_else(BuiltIn template, Language language, String value) {
        RenderedMessage harmless = CATALOGUE.render(template.id(), with("Smith", template, language));
        RenderedMessage message = CATALOGUE.render(template.id(), with(value, template, language));

        assertThat(message.subject().codePointCount(0, message.subject().length()))
                .isLessThanOrEqualTo(TemplateCatalogue.MAX_SUBJECT);
        assertThat(message.subject()).doesNotContain("\n");
        for (String part : List.of(message.subject(), message.text(), html(message))) {
            assertThat(TURNS_OR_CONTROLS.matcher(part).find()).isFalse();
        }
        String paper = html(CATALOGUE.render(template.id(), with(value, template, language), Medium.PAPER));
        assertThat(TURNS_OR_CONTROLS.matcher(paper).find()).isFalse();
        assertWellFormed(paper);
        assertThat(tags(paper))
                .isEqualTo(
                        tags(html(CATALOGUE.render(template.id(), with("Smith", template, language), Medium.PAPER))));
        assertThat(message.text().lines()).noneMatch(line -> line.startsWith("Bcc:"));
        assertThat(message.text().lines().count())
                .isEqualTo(harmless.text().lines().count());
        assertThat(tags(html(message))).isEqualTo(tags(html(harmless)));
        // only what the templates themselves say of the account: nothing was filled in by a name
        assertThat(occurrences(html(message), "FR76")).isEqualTo(occurrences(html(harmless), "FR76"));
        assertThat(occurrences(message.text(), "FR76")).isEqualTo(occurrences(harmless.text(), "FR76"));
    }

    private static void assertWellFormed(String xml) {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(new InputSource(new StringReader(xml)), new DefaultHandler());
        } catch (SAXException | ParserConfigurationException | IOException e) {
            throw new AssertionError("not well formed: " + xml, e);
        }
    }

    private static FormalNotice notice(String invoice, LocalDate due) {
        return FormalNotice.underLawOf("FR", DebtorKind.BUSINESS, CollectingFor.SELF, Models.TODAY.plusDays(8))
                .interest(new InterestLine(
                        invoice,
                        due.plusDays(1),
                        Models.TODAY,
                        Money.parse("EUR 10.00"),
                        new BigDecimal("12.15"),
                        Money.parse("EUR 0.10")))
                .flatSum(new FlatSumLine(invoice, Money.parse("EUR 40.00")))
                .build();
    }

    private static String html(RenderedMessage message) {
        return message.html().orElseThrow();
    }

    private static List<String> tags(String html) {
        return TAG.matcher(html)
                .results()
                .map(MatchResult::group)
                .map(tag -> tag.replaceAll("alt=\"[^\"]*\"", "alt").replaceAll("mailto:[^\"]*\"", "mailto"))
                .toList();
    }

    private static int occurrences(String text, String of) {
        return text.split(Pattern.quote(of), -1).length - 1;
    }

    /** A message of the template's kind in which {@code value} stands wherever a text comes from the books or the host. */
    private static MessageModel with(String value, BuiltIn template, Language language) {
        LocalDate due = LocalDate.of(2026, 3, 1);
        MessageKind kind = template.kinds().stream().sorted().findFirst().orElseThrow();
        MessageSender sender = MessageSender.builder(Models.ACME, value)
                .addressLine(value.replaceAll("\\R", " "))
                .email(value)
                .phone(value)
                .accountHolder(value)
                .logo("https://logos.example/?a=%22%3E&b='x'")
                .iban("FR7630006000011234567890189")
                .bic(value)
                .paymentInstruction(value.replaceAll("\\R", " "))
                .build();
        MessageModel.Builder model = MessageModel.builder(kind, sender, value, Models.TODAY)
                .contactName(value)
                .language(language.code());
        MessageLine overdue = Models.overdue(value, due, "EUR 10.00");
        switch (kind) {
            case PREVENTIVE -> model.line(Models.soonDue(value, Models.TODAY, "EUR 10.00"));
            case OVERDUE ->
                model.customerAddressLine(value.replaceAll("\\R", " "))
                        .line(overdue)
                        .line(Models.soonDue(value, Models.TODAY, "EUR 10.00"))
                        .information(
                                new InformationLine(value, due, due, Money.parse("EUR 1.00"), InformationNote.DISPUTED))
                        .formalNotice(notice(value, due));
            case THANK_YOU -> model.settled(new SettledLine(value, due, due, Money.parse("EUR 10.00")));
            case PROMISE -> model.line(overdue).promiseDate(Models.TODAY);
            case PLAN -> model.line(overdue).instalment(Models.TODAY, Money.parse("EUR 10.00"));
            case STATEMENT ->
                model.statement(Statement.builder(due, Models.TODAY)
                        .entry(StatementEntry.payment(due, value, Money.parse("EUR 10.00")))
                        .build());
            case INTERNAL ->
                model.line(overdue)
                        .internalNote(new InternalNote(
                                value,
                                value,
                                List.of(value.replaceAll("\\R", " ")),
                                Optional.of(URI.create("https://books.example/?q=%22%3E%3Cscript%3E"))));
        }
        return model.build();
    }
}
