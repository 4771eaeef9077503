package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.claim.ClaimSettings;
import io.relance.claim.CollectingFor;
import io.relance.claim.InvoiceClaims;
import io.relance.receivable.CreditorId;
import io.relance.receivable.DebtorKind;
import io.relance.template.FormalNotice;
import io.relance.template.MessageKind;
import io.relance.template.MessageModel;
import io.relance.template.MessageSender;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import io.relance.template.TemplateOverride;
import io.relance.template.TemplateProblemsException;
import io.relance.template.TemplateVariable;
import io.relance.template.TemplateVariable.Kind;
import io.relance.template.TemplateVariable.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about templates: its tables are what the catalogue has, its examples what it writes. */
class TemplatesPageTest {
    private static final Page PAGE = Page.named("docs/guide/templates.md");
    private static final TemplateCatalogue CATALOGUE = TemplateCatalogue.builtIn();

    @Test
    void the_table_of_templates_has_each_with_its_kind_and_languages() {
        List<String> rows = CATALOGUE.ids().stream()
                .map(id -> "| `" + id + "` | "
                        + Arrays.stream(MessageKind.values())
                                .filter(kind -> CATALOGUE.suits(id, kind))
                                .map(kind -> "`" + kind + "`")
                                .collect(Collectors.joining(", "))
                        + " | " + String.join(", ", CATALOGUE.languages(id)) + " |")
                .toList();

        assertThat(rows(4, "templates").stream()
                        .map(cells -> "| " + cells.get(0) + " | " + cells.get(1) + " | " + cells.get(2) + " |"))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void the_table_of_variables_has_each_with_its_type_its_place_and_an_example_as_it_is_written() {
        assertThat(rows(5, "variables").stream()
                        .map(cells -> "| " + String.join(" | ", cells.subList(0, 4)) + " |")
                        .toList())
                .isEqualTo(Arrays.stream(TemplateVariable.values())
                        .map(TemplatesPageTest::row)
                        .toList());
        assertThat(rows(5, "variables"))
                .allSatisfy(cells -> assertThat(cells.get(4)).hasSizeGreaterThan(5));
    }

    /** The rows of the table under {@code ## title}, the last cell of each in words. */
    private static List<List<String>> rows(int columns, String title) {
        String section = PAGE.text().split("(?m)^## The " + title + "$", -1)[1].split("(?m)^## ", -1)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList())
                .peek(cells -> assertThat(cells).hasSize(columns))
                .toList();
    }

    static String row(TemplateVariable variable) {
        return "| `" + variable.key() + "` | " + type(variable) + " | " + place(variable) + " | " + example(variable)
                + " |";
    }

    private static String type(TemplateVariable variable) {
        return switch (variable.kind()) {
            case TEXT -> "text";
            case OPTIONAL -> "text, may be absent";
            case FLAG -> "flag";
            case LIST -> "list";
        };
    }

    private static String place(TemplateVariable variable) {
        return variable.scope() == Scope.MESSAGE
                ? "everywhere"
                : lists(variable.scope()).stream()
                        .map(list -> "`" + list.key() + "`")
                        .collect(Collectors.joining(", "));
    }

    private static List<TemplateVariable> lists(Scope scope) {
        return Arrays.stream(TemplateVariable.values())
                .filter(variable -> variable.kind() == Kind.LIST && variable.inside() == scope)
                .toList();
    }

    private static String example(TemplateVariable variable) {
        if (variable.kind() == Kind.FLAG || variable.kind() == Kind.LIST) {
            return "`{{#" + variable.key() + "}}...{{/" + variable.key() + "}}`";
        }
        String tag = "{{" + variable.key() + "}}";
        if (variable.kind() == Kind.OPTIONAL) {
            tag = around(variable.key(), tag);
        }
        List<String> templates = new ArrayList<>();
        if (variable.scope() == Scope.MESSAGE) {
            templates.add(tag);
        }
        for (TemplateVariable list : lists(variable.scope())) {
            templates.add(around(list.key(), tag + "\n"));
        }
        return templates.stream()
                .flatMap(template -> SampleMessages.all().stream().flatMap(model -> written(template, model).stream()))
                .filter(written -> !written.equals("0"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message has " + variable));
    }

    private static String around(String section, String tag) {
        return "{{#" + section + "}}" + tag + "{{/" + section + "}}";
    }

    private static Optional<String> written(String template, MessageModel model) {
        return TemplateCatalogue.builder()
                .override(TemplateOverride.builder("sample", "en")
                        .subject("s")
                        .text(template)
                        .withoutHtml()
                        .build())
                .build()
                .render("sample", model)
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst();
    }

    @Test
    void a_creditors_own_words_and_looks() {
        CreditorId acme = new CreditorId("acme");
        // shown in docs/guide/templates.md
        TemplateCatalogue templates = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("reminder", "en")
                        .creditor(acme) // left out: for every creditor
                        .subject("Your account with {{creditorName}}")
                        .build()) // text and HTML stay the catalogue's
                .build();
        MessageSender sender = MessageSender.builder(acme, "Acme Ltd")
                .logo("https://acme.example/logo.png")
                .mainColour("#7a1f3d")
                .accentColour("#ffc400")
                .build();
        // until here
        MessageModel model = SampleMessages.overdue(sender).build();

        RenderedMessage message = templates.render("reminder", model);

        assertThat(message.subject()).isEqualTo("Your account with Acme Ltd");
        assertThat(message.text()).isEqualTo(CATALOGUE.render("reminder", model).text());
        assertThat(message.html().orElseThrow()).contains("https://acme.example/logo.png", "#7a1f3d");
    }

    @Test
    void mistakes_are_told_all_at_once() {
        TemplateCatalogue.Builder builder = TemplateCatalogue.builder()
                .override(TemplateOverride.builder("reminder", "en")
                        .subject("Hello {{custmerName}}")
                        .build());

        assertThatThrownBy(builder::build)
                .isInstanceOf(TemplateProblemsException.class)
                .hasMessage(PAGE.blocks("text").get(0).strip());
    }

    @Test
    void a_formal_notice_is_given_the_claims_of_the_law() {
        LocalDate today = SampleMessages.TODAY;
        MessageModel.Builder message =
                SampleMessages.overdue(SampleMessages.sender()).customerAddressLine("4 place du Marché, 71000 Mâcon");
        List<InvoiceClaims> claims = SampleMessages.claims(
                ClaimSettings.underLawOf("FR").build(), today); // LateClaims.on(snapshot, settings, today)
        // shown in docs/guide/templates.md
        FormalNotice.Builder notice = FormalNotice.underLawOf(
                "FR", DebtorKind.BUSINESS, CollectingFor.SELF, today.plusDays(15)); // the last day to pay
        claims.forEach(notice::claims); // of LateClaims.on(snapshot, settings, today)
        RenderedMessage letter = CATALOGUE.render(
                "formal-notice", message.formalNotice(notice.build()).build());
        // until here
        assertThat(letter.text()).contains("MISE EN DEMEURE", "16 avril 2026", "12,15\u00a0% l’an");
    }
}
