package io.relance.rule;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a fact can be compared so, and one sentence that says what is wrong and what would be right. */
final class ComparisonCheck {
    /** No account is a hundred thousand years late; keeps sums of days within every date. */
    private static final BigDecimal LARGEST_WHOLE = BigDecimal.valueOf(999_999_999);

    private ComparisonCheck() {}

    static void check(Fact<?> fact, Operator operator, Expected expected) {
        FactType type = fact.type();
        if (!operator.serves(type)) {
            throw refused(
                    fact,
                    "can't be compared with \"" + operator.key() + "\"; use "
                            + Operator.serving(type).stream().map(Operator::key).collect(Collectors.joining(", ")));
        }
        switch (type) {
            case AMOUNT -> {
                if (!(expected instanceof Expected.Amount)) {
                    throw refused(
                            fact,
                            expected instanceof Expected.Numeric
                                    ? "so " + expected + " needs a currency, as in EUR " + expected
                                    : "so it is compared with an amount in a currency, not with " + expected);
                }
            }
            case DAYS, COUNT -> checkWhole(fact, numeric(fact, expected));
            case RATE -> checkRate(fact, numeric(fact, expected));
            case DECIMAL -> numeric(fact, expected);
            case TEXT, TAGS -> checkTexts(fact, operator, expected);
            case DATE -> {
                if (!(expected instanceof Expected.Date)) {
                    throw refused(fact, "so it is compared with a date such as 2026-01-31, not with " + expected);
                }
            }
            case FLAG -> {
                if (!(expected instanceof Expected.Flag)) {
                    throw refused(fact, "so it is compared with true or false, not with " + expected);
                }
            }
        }
    }

    private static BigDecimal numeric(Fact<?> fact, Expected expected) {
        if (expected instanceof Expected.Numeric numeric) {
            return numeric.value();
        }
        throw refused(
                fact,
                expected instanceof Expected.Amount
                        ? "not an amount: give a number without a currency, not " + expected
                        : "so it is compared with a number, not with " + expected);
    }

    private static void checkWhole(Fact<?> fact, BigDecimal value) {
        if (value.scale() > 0 || value.abs().compareTo(LARGEST_WHOLE) > 0) {
            throw refused(fact, "so " + value.toPlainString() + " must be a whole number of at most nine digits");
        }
    }

    private static void checkRate(Fact<?> fact, BigDecimal value) {
        boolean tooMuch = fact.most().map(most -> value.compareTo(most) > 0).orElse(false);
        if (value.signum() < 0 || tooMuch) {
            throw refused(
                    fact,
                    "given as a fraction" + (fact.most().isPresent() ? " from 0 to 1" : " of 0 or more") + ", not as "
                            + value.toPlainString() + "; 80 % is 0.80");
        }
    }

    private static void checkTexts(Fact<?> fact, Operator operator, Expected expected) {
        Collection<String> texts;
        if (operator == Operator.IN) {
            if (!(expected instanceof Expected.Texts several)) {
                throw refused(fact, "and \"in\" needs a list of texts, not " + expected);
            }
            texts = several.values();
        } else {
            if (!(expected instanceof Expected.Text one)) {
                throw refused(
                        fact,
                        expected instanceof Expected.Texts
                                ? "and \"is\" needs one text; for several use \"in\""
                                : "so it is compared with a text, not with " + expected);
            }
            texts = List.of(one.value());
        }
        for (String text : texts) {
            if (!fact.values().isEmpty() && !fact.values().contains(text)) {
                throw refused(fact, "and never \"" + text + "\"; it is one of " + String.join(", ", fact.values()));
            }
        }
    }

    private static IllegalArgumentException refused(Fact<?> fact, String why) {
        String phrase = fact.type().phrase();
        return new IllegalArgumentException(fact + " is " + phrase + (why.startsWith("can't") ? " and " : ", ") + why);
    }
}
