package io.relance.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateCheckerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no tags, and } or { alone",
                "{{creditorName}} {{ date }}",
                "{{! a remark }}{{#invoices}}{{number}} {{creditorName}}{{/invoices}}{{^invoices}}none{{/invoices}}",
                "{{#contactName}}Dear {{contactName}}{{/contactName}}{{^contactName}}Hello{{/contactName}}",
                "{{#invoices}}{{#claimed}}{{claimed}} of {{amount}}{{/claimed}}{{/invoices}}",
                "{{#hasSoonDue}}{{#soonDueListed}}{{#soonDue}}{{due}}{{/soonDue}}{{/soonDueListed}}{{/hasSoonDue}}"
            })
    void what_is_right_has_no_findings(String source) {
        assertThat(TemplateChecker.check(source)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{creditorNam}}                        | unknown variable \"creditorNam\"       | did you mean \"creditorName\"?",
                "{{#invoices}}{{nubmer}}{{/invoices}}   | unknown variable \"nubmer\"            | did you mean \"number\"?",
                "{{qwertzuiop}}                         | unknown variable \"qwertzuiop\"        | the variables are those of TemplateVariable",
                "{{creditorName.class}}                 | unknown variable \"creditorName.class\"| did you mean \"creditorName\"?",
                "{{.}}                                  | unknown variable \".\"                 | the variables are those of TemplateVariable",
                "{{this}}                               | unknown variable \"this\"              | the variables are those of TemplateVariable",
                "{{-index}}                             | unknown variable \"-index\"            | the variables are those of TemplateVariable",
                "{{}}                                   | unknown variable \"\"                  | the variables are those of TemplateVariable",
                "{{number}}                             | number is not known here               | it is known inside {{#invoices}} or {{#soonDue}} or {{#information}} or {{#settled}}",
                "{{#invoices}}{{gross}}{{/invoices}}    | gross is not known here                | it is known inside {{#totals}} or {{#soonDueTotals}} or {{#settledTotals}}",
                "{{^invoices}}{{number}}{{/invoices}}   | number is not known here               | it is known inside {{#invoices}} or {{#soonDue}} or {{#information}} or {{#settled}}",
                "{{contactName}}                        | contactName may be absent              | write {{#contactName}}{{contactName}}{{/contactName}}",
                "{{^iban}}{{iban}}{{/iban}}             | iban may be absent                     | write {{#iban}}{{iban}}{{/iban}}",
                "{{invoices}}                           | invoices is a list, not a text         | write {{#invoices}}...{{/invoices}}",
                "{{hasSoonDue}}                         | hasSoonDue is true or false, not a text| write {{#hasSoonDue}}...{{/hasSoonDue}}",
                "{{#date}}x{{/date}}                    | date is a text that is always there, not a section | write {{date}}",
                "{{#invoices}}{{#totals}}{{/totals}}{{/invoices}} | the list totals is opened inside another list | open it outside",
                "{{{creditorName}}}                     | {{{creditorName}} would not be escaped | write {{name}}: values come from others and are escaped in HTML",
                "{{ &creditorName}}                     | {{&creditorName}} would not be escaped | write {{name}}: values come from others and are escaped in HTML",
                "{{>/etc/passwd}}                       | {{>/etc/passwd}} would load another template | write the text where it is to stand",
                "{{=<% %>=}}                            | {{=<% %>=}} would change the delimiters | keep {{ and }}",
                "{{#invoices}}                          | the section {{#invoices}} is never closed | close it with {{/invoices}}",
                "{{/invoices}}                          | {{/invoices}} closes a section that was never opened | take it out, or open {{#invoices}}",
                "{{#iban}}{{/ibna}}                     | {{/ibna}} closes {{#iban}}             | write {{/iban}}",
                "{{#hasSoonDue}}{{#iban}}{{/hasSoonDue}}| the section {{#iban}} is not closed before {{/hasSoonDue}} | close it with {{/iban}}",
                "{{date                                 | a tag is opened with {{ and never closed | close it with }}"
            })
    void each_mistake_is_found_once_and_with_its_remedy(String source, String message, String remedy) {
        assertThat(TemplateChecker.check(source)).hasSize(1).first().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo(message);
            assertThat(finding.remedy()).isEqualTo(remedy);
        });
    }

    @Test
    void every_mistake_is_found_at_once_with_its_place() {
        assertThat(TemplateChecker.check("{{dat}}\nHello {{contactName}},\n\n  {{#soonDue}}"))
                .extracting(finding -> finding.line() + ":" + finding.column())
                .containsExactly("1:1", "2:7", "4:3");
    }

    @ParameterizedTest
    @EnumSource(TemplateVariable.class)
    void a_misspelt_variable_is_recognised(TemplateVariable variable) {
        String open = variable.lists().isEmpty() ? "" : "{{#" + variable.lists().get(0) + "}}";
        String close = open.replace('#', '/');
        String misspelt = variable.key().substring(0, variable.key().length() - 1);

        assertThat(TemplateChecker.check(open + "{{" + misspelt + "}}" + close))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.remedy()).isEqualTo("did you mean \"" + variable.key() + "\"?"));
    }

    @Test
    void a_template_beyond_the_bound_is_refused() {
        assertThat(TemplateChecker.check("x".repeat(200_000))).isEmpty();
        assertThat(TemplateChecker.check("x".repeat(200_001)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("it has 200001 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pre-due",
                "firm",
                "thank-you",
                "promise-confirmed",
                "plan-confirmed",
                "statement",
                "internal",
                "formal-notice"
            })
    void the_values_of_a_message_are_the_documented_variables_no_more_no_less(String template) {
        Map<String, @Nullable Object> values = ModelMap.of(
                Models.suiting(template, "fr").build(), Language.FRENCH, Wording.of(Language.FRENCH), false);

        assertThat(new TreeSet<>(values.keySet())).isEqualTo(keys(TemplateVariable.Scope.MESSAGE));
        for (TemplateVariable variable : TemplateVariable.values()) {
            if (variable.kind() == TemplateVariable.Kind.LIST) {
                for (Object element : (Iterable<?>) values.get(variable.key())) {
                    assertThat(new TreeSet<>(((Map<?, ?>) element).keySet())).isEqualTo(keys(variable.inside()));
                }
            }
        }
    }

    private static TreeSet<Object> keys(TemplateVariable.Scope scope) {
        return java.util.Arrays.stream(TemplateVariable.values())
                .filter(variable -> variable.scope() == scope)
                .map(TemplateVariable::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
