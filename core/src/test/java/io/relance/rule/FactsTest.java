package io.relance.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.RiskLevel;
import io.relance.action.Stage;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FactsTest {
    @Test
    void every_constant_is_listed_once_and_found_by_its_name() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (var field : Facts.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Fact.class) {
                constants.add(field.get(null));
            }
        }

        assertThat(constants).containsExactlyElementsOf(Facts.all());
        assertThat(Facts.all()).extracting(Fact::name).doesNotHaveDuplicates();
        assertThat(Facts.all())
                .allSatisfy(fact ->
                        assertThat(Facts.named(fact.name()).orElseThrow()).isSameAs(fact));
        assertThat(Facts.named("account.overdu")).isEmpty();
    }

    @Test
    void every_fact_says_what_it_is() {
        assertThat(Facts.all()).allSatisfy(fact -> {
            assertThat(fact.description()).isNotBlank();
            assertThat(fact.name())
                    .matches("[a-z]+\\.[a-zA-Z0-9]+")
                    .startsWith(
                            fact.scope() == Scope.INVOICE
                                    ? "invoice."
                                    : fact.name().startsWith("customer") ? "customer." : "account.");
            assertThat(fact.unit().isEmpty())
                    .isEqualTo(!List.of(FactType.AMOUNT, FactType.DAYS, FactType.RATE, FactType.DECIMAL)
                            .contains(fact.type()));
        });
    }

    @Test
    void facts_that_grow_by_one_a_day_are_days() {
        assertThat(Facts.all())
                .filteredOn(fact -> fact.motion() == Motion.ONE_A_DAY)
                .isNotEmpty()
                .allMatch(fact -> fact.type() == FactType.DAYS);
    }

    @Test
    void figures_of_behaviour_are_frozen() {
        assertThat(Facts.all())
                .filteredOn(fact -> fact.motion() == Motion.FROZEN)
                .extracting(Fact::name)
                .containsExactlyInAnyOrder(
                        "account.segment",
                        "account.riskLevel",
                        "account.paymentScore",
                        "account.meanDelay",
                        "account.medianDelay",
                        "account.weightedMeanDelay",
                        "account.delayDeviation",
                        "account.delayTrend",
                        "account.largestDelay",
                        "account.onTimeShare",
                        "account.afterReminderShare",
                        "account.settledCount",
                        "account.promisesKept",
                        "account.disputes");
    }

    @Test
    void facts_that_count_or_date_messages_say_so() {
        assertThat(Facts.all())
                .filteredOn(Fact::readsMessages)
                .extracting(Fact::name)
                .containsExactlyInAnyOrder(
                        "account.messages",
                        "account.daysSinceLastMessage",
                        "account.daysSinceLastContact",
                        "invoice.messages",
                        "invoice.daysSinceLastMessage",
                        "invoice.stage");
    }

    @Test
    void facts_of_a_closed_vocabulary_have_the_words_of_the_domain() {
        assertThat(Facts.ACCOUNT_RISK_LEVEL.values())
                .containsExactlyElementsOf(
                        Arrays.stream(RiskLevel.values()).map(Enum::name).toList());
        assertThat(Facts.INVOICE_STAGE.values())
                .containsExactlyElementsOf(
                        Arrays.stream(Stage.values()).map(Enum::name).toList());
        assertThat(Facts.CUSTOMER_KIND.values()).containsExactly("BUSINESS", "CONSUMER", "PUBLIC_BODY");
        assertThat(Facts.ACCOUNT_SEGMENT.values()).isEmpty();
    }

    @Test
    void numbers_have_the_range_that_they_can_be_in() {
        assertThat(Facts.ACCOUNT_PAYMENT_SCORE.least()).contains(BigDecimal.ZERO);
        assertThat(Facts.ACCOUNT_PAYMENT_SCORE.most()).contains(BigDecimal.valueOf(100));
        assertThat(Facts.ACCOUNT_ON_TIME_SHARE.most()).contains(BigDecimal.ONE);
        assertThat(Facts.ACCOUNT_CREDIT_USAGE.most()).isEmpty();
        assertThat(Facts.ACCOUNT_OVERDUE.least()).contains(BigDecimal.ZERO);
        assertThat(Facts.INVOICE_DAYS_LATE.least()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT, region, TEXT, customer.field.region",
        "ACCOUNT, rating, DECIMAL, customer.field.rating",
        "INVOICE, delivered, DATE, invoice.field.delivered"
    })
    void a_field_of_the_host_is_a_fact(Scope scope, String name, FactType type, String expected) {
        Fact<?> fact = Facts.field(scope, name, type);

        assertThat(fact.name()).isEqualTo(expected);
        assertThat(fact.scope()).isEqualTo(scope);
        assertThat(fact.type()).isEqualTo(type);
        assertThat(fact.motion()).isEqualTo(Motion.CONSTANT);
        assertThat(fact).isEqualTo(Facts.field(scope, name, type)).hasSameHashCodeAs(Facts.field(scope, name, type));
        assertThat(Facts.named(expected)).isEmpty();
    }

    @Test
    void fields_of_one_name_and_two_types_are_two_facts() {
        assertThat(Facts.field(Scope.ACCOUNT, "rating", FactType.TEXT))
                .isNotEqualTo(Facts.field(Scope.ACCOUNT, "rating", FactType.DECIMAL));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"TEXT", "DECIMAL", "DATE"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_field_is_a_text_a_number_or_a_date(FactType type) {
        assertThatThrownBy(() -> Facts.field(Scope.ACCOUNT, "x", type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("customer.field.x can't be " + type.phrase() + ": a field is a text, a number or a date");
    }

    @Test
    void a_field_needs_a_name() {
        assertThatThrownBy(() -> Facts.field(Scope.ACCOUNT, " ", FactType.TEXT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
