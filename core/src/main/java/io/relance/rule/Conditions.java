package io.relance.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Writes conditions: {@code all(overdue("EUR").atLeast("500.00"), not(fact(Facts.ACCOUNT_TAG).is("vip")))}.
 *
 * <p>Every method refuses what does not fit the fact with an {@link IllegalArgumentException} that says what would.
 */
public final class Conditions {
    private Conditions() {}

    /** A condition that all of these hold. */
    public static Condition all(Condition... conditions) {
        return new Condition.All(List.of(conditions));
    }

    /** A condition that at least one of these holds. */
    public static Condition any(Condition... conditions) {
        return new Condition.Any(List.of(conditions));
    }

    /** A condition that this one does not hold; it is UNKNOWN when that one is. */
    public static Condition not(Condition condition) {
        return new Condition.Not(condition);
    }

    /** A condition that the fact is not absent. */
    public static Condition known(Fact<?> fact) {
        return new Condition.Known(fact);
    }

    /** The account's overdue amount in one currency, see {@link Facts#ACCOUNT_OVERDUE}. */
    public static AmountTerm overdue(String currency) {
        return amount(Facts.ACCOUNT_OVERDUE, currency);
    }

    /** The account's open amount in one currency, see {@link Facts#ACCOUNT_OPEN}. */
    public static AmountTerm open(String currency) {
        return amount(Facts.ACCOUNT_OPEN, currency);
    }

    /** An amount fact in one currency, given by its ISO 4217 code. */
    public static AmountTerm amount(Fact<KnownAmounts> fact, String currency) {
        return new AmountTerm(fact, CurrencyUnit.of(currency));
    }

    /** Any fact. */
    public static Term fact(Fact<?> fact) {
        return new Term(fact);
    }

    /** An amount fact in one currency, waiting for its threshold: a decimal text such as {@code 500.00}. */
    public static final class AmountTerm {
        private final Fact<KnownAmounts> fact;
        private final CurrencyUnit currency;

        private AmountTerm(Fact<KnownAmounts> fact, CurrencyUnit currency) {
            this.fact = fact;
            this.currency = currency;
        }

        /** The fact is this amount or more. */
        public Condition atLeast(String amount) {
            return compare(Operator.AT_LEAST, amount);
        }

        /** The fact is more than this amount. */
        public Condition above(String amount) {
            return compare(Operator.ABOVE, amount);
        }

        /** The fact is this amount or less. */
        public Condition atMost(String amount) {
            return compare(Operator.AT_MOST, amount);
        }

        /** The fact is less than this amount. */
        public Condition below(String amount) {
            return compare(Operator.BELOW, amount);
        }

        /** The fact is this amount. */
        public Condition is(String amount) {
            return compare(Operator.IS, amount);
        }

        private Condition compare(Operator operator, String amount) {
            BigDecimal number = number(amount);
            if (number.stripTrailingZeros().scale() > currency.getDecimalPlaces()) {
                throw new IllegalArgumentException("\"" + amount + "\" has more decimals than " + currency
                        + ", which has " + currency.getDecimalPlaces());
            }
            return new Condition.Comparison(
                    fact, operator, new Expected.Amount(Money.of(currency, number, RoundingMode.UNNECESSARY)));
        }
    }

    /** A fact waiting for what it is to be compared with. */
    public static final class Term {
        private final Fact<?> fact;

        private Term(Fact<?> fact) {
            this.fact = fact;
        }

        /** The fact is this whole number or more. */
        public Condition atLeast(long number) {
            return compare(Operator.AT_LEAST, number);
        }

        /** The fact is this decimal number ({@code 0.80}) or more. */
        public Condition atLeast(String number) {
            return compare(Operator.AT_LEAST, number);
        }

        /** The fact is this amount or more. */
        public Condition atLeast(Money amount) {
            return compare(Operator.AT_LEAST, amount);
        }

        /** The fact is more than this whole number. */
        public Condition above(long number) {
            return compare(Operator.ABOVE, number);
        }

        /** The fact is more than this decimal number. */
        public Condition above(String number) {
            return compare(Operator.ABOVE, number);
        }

        /** The fact is more than this amount. */
        public Condition above(Money amount) {
            return compare(Operator.ABOVE, amount);
        }

        /** The fact is this whole number or less. */
        public Condition atMost(long number) {
            return compare(Operator.AT_MOST, number);
        }

        /** The fact is this decimal number or less. */
        public Condition atMost(String number) {
            return compare(Operator.AT_MOST, number);
        }

        /** The fact is this amount or less. */
        public Condition atMost(Money amount) {
            return compare(Operator.AT_MOST, amount);
        }

        /** The fact is less than this whole number. */
        public Condition below(long number) {
            return compare(Operator.BELOW, number);
        }

        /** The fact is less than this decimal number. */
        public Condition below(String number) {
            return compare(Operator.BELOW, number);
        }

        /** The fact is less than this amount. */
        public Condition below(Money amount) {
            return compare(Operator.BELOW, amount);
        }

        /** The fact is this whole number. */
        public Condition is(long number) {
            return compare(Operator.IS, number);
        }

        /** The fact is this exact number. */
        public Condition is(BigDecimal number) {
            return new Condition.Comparison(fact, Operator.IS, new Expected.Numeric(number));
        }

        /** The fact is this amount. */
        public Condition is(Money amount) {
            return compare(Operator.IS, amount);
        }

        /** The fact is this text, or has this tag. */
        public Condition is(String text) {
            return new Condition.Comparison(fact, Operator.IS, new Expected.Text(text));
        }

        /** The fact is this date. */
        public Condition is(LocalDate date) {
            return new Condition.Comparison(fact, Operator.IS, new Expected.Date(date));
        }

        /** The fact is true, or false. */
        public Condition is(boolean flag) {
            return new Condition.Comparison(fact, Operator.IS, new Expected.Flag(flag));
        }

        /** The fact is one of these texts, or has one of these tags. */
        public Condition in(String... texts) {
            return new Condition.Comparison(fact, Operator.IN, Expected.Texts.of(List.of(texts)));
        }

        /** The fact is a day before this one. */
        public Condition before(LocalDate date) {
            return new Condition.Comparison(fact, Operator.BEFORE, new Expected.Date(date));
        }

        /** The fact is a day after this one. */
        public Condition after(LocalDate date) {
            return new Condition.Comparison(fact, Operator.AFTER, new Expected.Date(date));
        }

        private Condition compare(Operator operator, long number) {
            return new Condition.Comparison(fact, operator, new Expected.Numeric(BigDecimal.valueOf(number)));
        }

        private Condition compare(Operator operator, String number) {
            return new Condition.Comparison(fact, operator, new Expected.Numeric(number(number)));
        }

        private Condition compare(Operator operator, Money amount) {
            return new Condition.Comparison(fact, operator, new Expected.Amount(amount));
        }
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a decimal number such as 500.00", e);
        }
    }
}
