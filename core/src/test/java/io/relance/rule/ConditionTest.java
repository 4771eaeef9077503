package io.relance.rule;

import static io.relance.rule.Conditions.all;
import static io.relance.rule.Conditions.amount;
import static io.relance.rule.Conditions.any;
import static io.relance.rule.Conditions.fact;
import static io.relance.rule.Conditions.known;
import static io.relance.rule.Conditions.not;
import static io.relance.rule.Conditions.open;
import static io.relance.rule.Conditions.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.rule.Condition.Comparison;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {
    private static final Condition VIP = fact(Facts.ACCOUNT_TAG).is("vip");
    private static final Condition BIG = overdue("EUR").atLeast("500.00");

    static Stream<Arguments> sentences() {
        return Stream.of(
                Arguments.of(BIG, "account.overdue at least EUR 500.00"),
                Arguments.of(all(BIG, not(VIP)), "account.overdue at least EUR 500.00 and not account.tag is vip"),
                Arguments.of(
                        any(BIG, all(VIP, BIG)),
                        "account.overdue at least EUR 500.00 or (" + VIP + " and " + BIG + ")"),
                Arguments.of(all(any(BIG, VIP), VIP), "(" + BIG + " or " + VIP + ") and " + VIP),
                Arguments.of(all(all(BIG, VIP), VIP), BIG + " and " + VIP + " and " + VIP),
                Arguments.of(all(any(BIG), VIP), BIG + " and " + VIP),
                Arguments.of(not(all(BIG, VIP)), "not (" + BIG + " and " + VIP + ")"),
                Arguments.of(not(not(VIP)), "not not account.tag is vip"),
                Arguments.of(known(Facts.ACCOUNT_CREDIT_LIMIT), "account.creditLimit is known"),
                Arguments.of(
                        fact(Facts.ACCOUNT_RISK_LEVEL).in("HIGH", "CRITICAL"),
                        "account.riskLevel is one of CRITICAL, HIGH"),
                Arguments.of(fact(Facts.ACCOUNT_ON_TIME_SHARE).below("0.80"), "account.onTimeShare below 0.8"),
                Arguments.of(fact(Facts.INVOICE_DAYS_LATE).above(-3), "invoice.daysLate above -3"),
                Arguments.of(
                        fact(Facts.INVOICE_DUE).before(LocalDate.of(2026, 1, 31)), "invoice.due before 2026-01-31"),
                Arguments.of(fact(Facts.CUSTOMER_NATURAL_PERSON).is(true), "customer.naturalPerson is true"));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void a_condition_reads_as_a_sentence(Condition condition, String sentence) {
        assertThat(condition).hasToString(sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "AMOUNT, atLeast above atMost below is",
        "DAYS, atLeast above atMost below is",
        "COUNT, atLeast above atMost below is",
        "RATE, atLeast above atMost below is",
        "DECIMAL, atLeast above atMost below is",
        "TEXT, is in",
        "TAGS, is in",
        "DATE, is before after",
        "FLAG, is"
    })
    void each_type_has_its_operators(FactType type, String keys) {
        assertThat(Operator.serving(type)).extracting(Operator::key).containsExactly(keys.split(" "));
    }

    @ParameterizedTest
    @EnumSource
    void an_operator_is_found_by_its_key(Operator operator) {
        assertThat(Operator.ofKey(operator.key())).contains(operator);
        assertThat(Operator.ofKey(operator.name())).isEmpty();
    }

    private static final Expected NUMBER = new Expected.Numeric(new BigDecimal("500"));
    private static final Expected EUROS = new Expected.Amount(Money.parse("EUR 500.00"));
    private static final Expected WORD = new Expected.Text("vip");
    private static final Expected WORDS = Expected.Texts.of(List.of("a", "b"));
    private static final Expected DAY = new Expected.Date(LocalDate.of(2026, 1, 31));
    private static final Expected YES = new Expected.Flag(true);

    static Stream<Arguments> refused() {
        return Stream.of(
                refused(
                        Facts.ACCOUNT_OVERDUE,
                        Operator.AT_LEAST,
                        NUMBER,
                        "account.overdue is an amount, so 500 needs a currency, as in EUR 500"),
                refused(
                        Facts.ACCOUNT_OVERDUE,
                        Operator.AT_LEAST,
                        DAY,
                        "account.overdue is an amount, so it is compared with an amount in a currency, not with 2026-01-31"),
                refused(
                        Facts.ACCOUNT_OVERDUE,
                        Operator.BEFORE,
                        DAY,
                        "account.overdue is an amount and can't be compared with \"before\";"
                                + " use atLeast, above, atMost, below, is"),
                refused(
                        Facts.ACCOUNT_OVERDUE_COUNT,
                        Operator.IS,
                        EUROS,
                        "account.overdueCount is a count, not an amount: give a number without a currency,"
                                + " not EUR 500.00"),
                refused(
                        Facts.ACCOUNT_OVERDUE_COUNT,
                        Operator.IS,
                        WORD,
                        "account.overdueCount is a count, so it is compared with a number, not with vip"),
                refused(
                        Facts.ACCOUNT_OVERDUE_COUNT,
                        Operator.ABOVE,
                        new Expected.Numeric(new BigDecimal("2.5")),
                        "account.overdueCount is a count, so 2.5 must be a whole number of at most nine digits"),
                refused(
                        Facts.INVOICE_DAYS_LATE,
                        Operator.ABOVE,
                        new Expected.Numeric(new BigDecimal("1e9")),
                        "invoice.daysLate is a number of days, so 1000000000 must be a whole number of at most nine digits"),
                refused(
                        Facts.ACCOUNT_MEAN_DELAY,
                        Operator.ABOVE,
                        YES,
                        "account.meanDelay is a number, so it is compared with a number, not with true"),
                refused(
                        Facts.ACCOUNT_ON_TIME_SHARE,
                        Operator.BELOW,
                        new Expected.Numeric(new BigDecimal("80")),
                        "account.onTimeShare is a rate, given as a fraction from 0 to 1, not as 80; 80 % is 0.80"),
                refused(
                        Facts.ACCOUNT_CREDIT_USAGE,
                        Operator.BELOW,
                        new Expected.Numeric(new BigDecimal("-0.1")),
                        "account.creditUsage is a rate, given as a fraction of 0 or more, not as -0.1; 80 % is 0.80"),
                refused(
                        Facts.CUSTOMER_COUNTRY,
                        Operator.AT_LEAST,
                        WORD,
                        "customer.country is a text and can't be compared with \"atLeast\"; use is, in"),
                refused(
                        Facts.CUSTOMER_COUNTRY,
                        Operator.IS,
                        NUMBER,
                        "customer.country is a text, so it is compared with a text, not with 500"),
                refused(
                        Facts.CUSTOMER_COUNTRY,
                        Operator.IS,
                        WORDS,
                        "customer.country is a text, and \"is\" needs one text; for several use \"in\""),
                refused(
                        Facts.CUSTOMER_COUNTRY,
                        Operator.IN,
                        WORD,
                        "customer.country is a text, and \"in\" needs a list of texts, not vip"),
                refused(
                        Facts.ACCOUNT_RISK_LEVEL,
                        Operator.IS,
                        new Expected.Text("HIHG"),
                        "account.riskLevel is a text, and never \"HIHG\"; it is one of LOW, MODERATE, HIGH, CRITICAL"),
                refused(
                        Facts.ACCOUNT_RISK_LEVEL,
                        Operator.IN,
                        WORDS,
                        "account.riskLevel is a text, and never \"a\"; it is one of LOW, MODERATE, HIGH, CRITICAL"),
                refused(
                        Facts.INVOICE_DUE,
                        Operator.IS,
                        WORD,
                        "invoice.due is a date, so it is compared with a date such as 2026-01-31, not with vip"),
                refused(
                        Facts.CUSTOMER_NATURAL_PERSON,
                        Operator.IS,
                        WORD,
                        "customer.naturalPerson is a yes or no, so it is compared with true or false, not with vip"),
                refused(
                        Facts.ACCOUNT_TAG,
                        Operator.AFTER,
                        DAY,
                        "account.tag is a set of tags and can't be compared with \"after\"; use is, in"));
    }

    private static Arguments refused(Fact<?> fact, Operator operator, Expected expected, String message) {
        return Arguments.of(fact, operator, expected, message);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_comparison_that_does_not_fit_is_refused(Fact<?> fact, Operator operator, Expected expected, String message) {
        assertThatThrownBy(() -> new Comparison(fact, operator, expected))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void the_largest_and_smallest_thresholds_fit() {
        assertThat(fact(Facts.INVOICE_DAYS_LATE).above(999_999_999)).isNotNull();
        assertThat(fact(Facts.INVOICE_DAYS_LATE).above(-999_999_999)).isNotNull();
        assertThat(fact(Facts.ACCOUNT_ON_TIME_SHARE).atMost("1.00")).isNotNull();
        assertThat(fact(Facts.ACCOUNT_ON_TIME_SHARE).atLeast("0")).isNotNull();
        assertThat(fact(Facts.ACCOUNT_CREDIT_USAGE).above("1.2")).isNotNull();
    }

    static Stream<Arguments> written() {
        Fact<?> late = Facts.INVOICE_DAYS_LATE;
        Fact<?> mean = Facts.ACCOUNT_MEAN_DELAY;
        Money euros = Money.parse("EUR 500.00");
        Fact<?> owed = Facts.ACCOUNT_OVERDUE;
        return Stream.of(
                Arguments.of(overdue("EUR").above("500"), comparison(owed, Operator.ABOVE, EUROS)),
                Arguments.of(overdue("EUR").atMost("500.0"), comparison(owed, Operator.AT_MOST, EUROS)),
                Arguments.of(overdue("EUR").below("500.000"), comparison(owed, Operator.BELOW, EUROS)),
                Arguments.of(overdue("EUR").is("500.00"), comparison(owed, Operator.IS, EUROS)),
                Arguments.of(open("EUR").atLeast("500.00"), comparison(Facts.ACCOUNT_OPEN, Operator.AT_LEAST, EUROS)),
                Arguments.of(
                        amount(Facts.INVOICE_OPEN, "EUR").atLeast("500.00"),
                        comparison(Facts.INVOICE_OPEN, Operator.AT_LEAST, EUROS)),
                Arguments.of(fact(owed).atLeast(euros), comparison(owed, Operator.AT_LEAST, EUROS)),
                Arguments.of(fact(owed).above(euros), comparison(owed, Operator.ABOVE, EUROS)),
                Arguments.of(fact(owed).atMost(euros), comparison(owed, Operator.AT_MOST, EUROS)),
                Arguments.of(fact(owed).below(euros), comparison(owed, Operator.BELOW, EUROS)),
                Arguments.of(fact(owed).is(euros), comparison(owed, Operator.IS, EUROS)),
                Arguments.of(fact(late).atLeast(500), comparison(late, Operator.AT_LEAST, NUMBER)),
                Arguments.of(fact(late).above(500), comparison(late, Operator.ABOVE, NUMBER)),
                Arguments.of(fact(late).atMost(500), comparison(late, Operator.AT_MOST, NUMBER)),
                Arguments.of(fact(late).below(500), comparison(late, Operator.BELOW, NUMBER)),
                Arguments.of(fact(late).is(500), comparison(late, Operator.IS, NUMBER)),
                Arguments.of(fact(mean).atLeast("500.0"), comparison(mean, Operator.AT_LEAST, NUMBER)),
                Arguments.of(fact(mean).above("500"), comparison(mean, Operator.ABOVE, NUMBER)),
                Arguments.of(fact(mean).atMost("500.00"), comparison(mean, Operator.AT_MOST, NUMBER)),
                Arguments.of(fact(mean).below("5e2"), comparison(mean, Operator.BELOW, NUMBER)),
                Arguments.of(fact(mean).is(new BigDecimal("500.00")), comparison(mean, Operator.IS, NUMBER)),
                Arguments.of(VIP, comparison(Facts.ACCOUNT_TAG, Operator.IS, WORD)),
                Arguments.of(
                        fact(Facts.ACCOUNT_TAG).in("b", "a", "b"), comparison(Facts.ACCOUNT_TAG, Operator.IN, WORDS)),
                Arguments.of(
                        fact(Facts.INVOICE_DUE).before(LocalDate.of(2026, 1, 31)),
                        comparison(Facts.INVOICE_DUE, Operator.BEFORE, DAY)),
                Arguments.of(
                        fact(Facts.INVOICE_DUE).after(LocalDate.of(2026, 1, 31)),
                        comparison(Facts.INVOICE_DUE, Operator.AFTER, DAY)),
                Arguments.of(
                        fact(Facts.INVOICE_DUE).is(LocalDate.of(2026, 1, 31)),
                        comparison(Facts.INVOICE_DUE, Operator.IS, DAY)),
                Arguments.of(
                        fact(Facts.CUSTOMER_NATURAL_PERSON).is(true),
                        comparison(Facts.CUSTOMER_NATURAL_PERSON, Operator.IS, YES)));
    }

    private static Condition comparison(Fact<?> fact, Operator operator, Expected expected) {
        return new Comparison(fact, operator, expected);
    }

    @ParameterizedTest
    @MethodSource("written")
    void the_java_form_writes_the_comparison_that_it_says(Condition written, Condition comparison) {
        assertThat(written).isEqualTo(comparison);
    }

    @Test
    void texts_that_are_no_numbers_or_have_too_many_decimals_are_refused() {
        assertThatThrownBy(() -> overdue("EUR").atLeast("a lot"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"a lot\" is not a decimal number such as 500.00");
        assertThatThrownBy(() -> overdue("EUR").atLeast("500.005"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"500.005\" has more decimals than EUR, which has 2");
        assertThatThrownBy(() -> overdue("JPY").atLeast("500.5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"500.5\" has more decimals than JPY, which has 0");
        assertThatThrownBy(() -> overdue("EURO"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EURO");
    }

    @Test
    void numbers_are_equal_whatever_their_trailing_zeros() {
        assertThat(new Expected.Numeric(new BigDecimal("0.80"))).isEqualTo(new Expected.Numeric(new BigDecimal("0.8")));
        assertThat(new Expected.Numeric(new BigDecimal("30.0"))).hasToString("30");
        assertThat(new Expected.Numeric(new BigDecimal("0.00"))).hasToString("0");
        assertThat(new Expected.Numeric(new BigDecimal("1e999999999"))).hasToString("1E+999999999");
    }

    @Test
    void blank_texts_are_refused() {
        List<Supplier<Object>> blank = List.of(
                () -> new Expected.Text(" "),
                () -> Expected.Texts.of(List.of()),
                () -> Expected.Texts.of(List.of("a", "")));
        assertThat(blank)
                .allSatisfy(supplier -> assertThatThrownBy(supplier::get).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void a_condition_is_at_most_32_levels_deep() {
        Condition deepest = VIP;
        for (int level = 2; level <= Condition.MAX_DEPTH; level++) {
            deepest = level % 2 == 0 ? not(deepest) : all(deepest);
        }
        Condition tooDeep = deepest;

        assertThat(deepest.depth()).isEqualTo(32);
        assertThatThrownBy(() -> not(tooDeep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a condition is at most 32 levels deep");
        assertThatThrownBy(() -> any(VIP, tooDeep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_condition_has_at_most_1000_nodes() {
        List<Condition> most = new ArrayList<>(Collections.nCopies(999, VIP));
        Condition largest = new Condition.All(most);
        assertThat(largest.size()).isEqualTo(1000);

        assertThatThrownBy(() -> not(largest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a condition has at most 1000 comparisons, all, any and not in it");
        most.add(VIP);
        assertThatThrownBy(() -> new Condition.Any(most)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_is_no_condition() {
        assertThatThrownBy(() -> all())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"all\" has no condition in it; it needs at least one");
        assertThatThrownBy(() -> any()).isInstanceOf(IllegalArgumentException.class);
    }
}
