package io.relance.decision;

import static io.relance.decision.FollowUp.company;
import static io.relance.decision.FollowUp.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Books;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Trace;
import io.relance.receivable.FieldValue;
import io.relance.rule.Condition;
import io.relance.rule.Conditions;
import io.relance.rule.FactType;
import io.relance.rule.Facts;
import io.relance.rule.Scope;
import io.relance.scenario.Scenario;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conditions on the host's own fields (SEMANTICS 8): one that is absent, or of another type than the condition was made for, is
 * unknown, and only TRUE acts. The customer has a region, a discount and a first order; F1 has a project, hours and a hand-over.
 */
class FieldFactsTest {
    private static Conditions.Term customer(String field, FactType type) {
        return Conditions.fact(Facts.field(Scope.ACCOUNT, field, type));
    }

    private static Conditions.Term invoice(String field, FactType type) {
        return Conditions.fact(Facts.field(Scope.INVOICE, field, type));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(
                        "a text of the customer",
                        true,
                        customer("region", FactType.TEXT).is("west")),
                Arguments.of(
                        "another text", false, customer("region", FactType.TEXT).is("east")),
                Arguments.of(
                        "a number of the customer",
                        true,
                        customer("discount", FactType.DECIMAL).atLeast("2.5")),
                Arguments.of(
                        "a greater number",
                        false,
                        customer("discount", FactType.DECIMAL).atLeast("2.6")),
                Arguments.of(
                        "a date of the customer",
                        true,
                        customer("firstOrder", FactType.DATE).is(LocalDate.parse("2019-03-01"))),
                Arguments.of(
                        "a text of the invoice",
                        true,
                        invoice("project", FactType.TEXT).is("bridge")),
                Arguments.of(
                        "a number of the invoice",
                        true,
                        invoice("hours", FactType.DECIMAL).atMost(12)),
                Arguments.of(
                        "a date of the invoice",
                        true,
                        invoice("handOver", FactType.DATE).is(LocalDate.parse("2026-03-30"))),
                Arguments.of(
                        "a field of the invoice asked of the customer",
                        false,
                        customer("project", FactType.TEXT).is("bridge")),
                Arguments.of(
                        "a field of the customer asked of the invoice",
                        false,
                        invoice("region", FactType.TEXT).is("west")),
                Arguments.of(
                        "a field that nobody gave, and not",
                        false,
                        Conditions.not(customer("colour", FactType.TEXT).is("red"))),
                Arguments.of(
                        "a text asked for as a number, and not",
                        false,
                        Conditions.not(customer("region", FactType.DECIMAL).atLeast(1))),
                Arguments.of(
                        "a known field", true, Conditions.known(Facts.field(Scope.INVOICE, "project", FactType.TEXT))),
                Arguments.of(
                        "an unknown field",
                        false,
                        Conditions.known(Facts.field(Scope.INVOICE, "project", FactType.DATE))));
    }

    private static ItemOutcome decided(Condition condition) {
        Scenario scenario = Scenario.named("s")
                .step("r", s -> s.daysAfterDue(5).email("r").when(condition))
                .build();
        Books books = Books.of(company().toBuilder()
                        .field("region", new FieldValue.Text("west"))
                        .field("discount", new FieldValue.Numeric(new BigDecimal("2.5")))
                        .field("firstOrder", new FieldValue.Date(LocalDate.parse("2019-03-01")))
                        .build())
                .invoice(
                        "F1",
                        "2026-04-01",
                        "2026-06-01",
                        "EUR 1000",
                        r -> r.field("project", new FieldValue.Text("bridge"))
                                .field("hours", new FieldValue.Numeric(new BigDecimal("12")))
                                .field("handOver", new FieldValue.Date(LocalDate.parse("2026-03-30"))));
        Decision decision = FollowUp.of(books, policy(scenario)).look("2026-06-10");
        return FollowUp.item(decision, "F1");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("conditions")
    void a_step_leaves_when_its_condition_on_a_field_is_true(String what, boolean leaves, Condition condition) {
        assertThat(decided(condition).kind() == ItemOutcome.Kind.MESSAGE)
                .as(what)
                .isEqualTo(leaves);
    }

    @Test
    void the_trace_shows_the_value_of_the_field() {
        Trace trace = decided(invoice("project", FactType.TEXT).is("tunnel")).trace();

        assertThat(trace.lines()).singleElement().satisfies(line -> {
            assertThat(line.fact()).isEqualTo("invoice.field.project");
            assertThat(line.actual()).contains("bridge");
        });
    }

    @Test
    void the_trace_shows_the_day_on_which_behaviour_is_frozen() {
        Trace trace =
                decided(Conditions.fact(Facts.ACCOUNT_SEGMENT).is("PROMPT")).trace();

        assertThat(trace.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.actual()).contains("NEW").contains("2026-06-01"));
    }
}
