package io.relance.template;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A language that has templates, and how it writes dates, amounts and counts. Written out rather than left to the runtime's
 * locale data, which changes between Java versions.
 */
enum Language {
    ENGLISH("en", Locale.ENGLISH, ',', '.') {
        /** Symbols that every reader takes for the same currency; of the others the code. */
        @Override
        String withCurrency(String number, String code) {
            return switch (code) {
                case "EUR" -> "\u20ac" + number;
                case "GBP" -> "\u00a3" + number;
                case "USD" -> "$" + number;
                default -> code + NO_BREAK_SPACE + number;
            };
        }

        @Override
        String day(int dayOfMonth) {
            return Integer.toString(dayOfMonth);
        }

        @Override
        boolean isSingular(int count) {
            return count == 1;
        }
    },
    FRENCH("fr", Locale.FRENCH, '\u00a0', ',') {
        @Override
        String withCurrency(String number, String code) {
            return number + NO_BREAK_SPACE + (code.equals("EUR") ? "\u20ac" : code);
        }

        @Override
        String day(int dayOfMonth) {
            return dayOfMonth == 1 ? "1er" : Integer.toString(dayOfMonth);
        }

        @Override
        boolean isSingular(int count) {
            return count < 2;
        }
    };

    private static final char NO_BREAK_SPACE = '\u00a0';

    private final String code;
    private final Locale locale;
    private final char grouping;
    private final char decimal;

    Language(String code, Locale locale, char grouping, char decimal) {
        this.code = code;
        this.locale = locale;
        this.grouping = grouping;
        this.decimal = decimal;
    }

    /** The language of a BCP 47 tag, whatever its region; empty when it has no templates. */
    static Optional<Language> of(String tag) {
        String primary = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        for (Language language : values()) {
            if (language.code.equals(primary)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** The two letters of ISO 639. */
    String code() {
        return code;
    }

    /** {@code 1 234,56 €}, {@code €1,234.56}: every decimal of the currency, spaces that do not break. */
    String amount(Money money) {
        BigDecimal amount = money.getAmount();
        String number = grouped(amount.abs(), money.getCurrencyUnit().getDecimalPlaces());
        return (amount.signum() < 0 ? "\u2212" : "")
                + withCurrency(number, money.getCurrencyUnit().getCode());
    }

    /** {@code 5 mars 2026}, {@code 5 March 2026}. */
    String date(LocalDate date) {
        return day(date.getDayOfMonth()) + " " + date.getMonth().getDisplayName(TextStyle.FULL, locale) + " "
                + date.getYear();
    }

    /** A whole number. */
    String count(int count) {
        return grouped(BigDecimal.valueOf(count), 0);
    }

    abstract String withCurrency(String number, String code);

    abstract String day(int dayOfMonth);

    /** Whether a noun after the count is in the singular. */
    abstract boolean isSingular(int count);

    private String grouped(BigDecimal number, int decimals) {
        DecimalFormatSymbols marks = new DecimalFormatSymbols(Locale.ROOT);
        marks.setGroupingSeparator(grouping);
        marks.setDecimalSeparator(decimal);
        DecimalFormat format = new DecimalFormat("#,##0", marks);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(number);
    }
}
