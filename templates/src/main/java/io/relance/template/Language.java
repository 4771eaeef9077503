package io.relance.template;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
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
        String withCurrency(String sign, String number, String code) {
            return sign
                    + switch (code) {
                        case "EUR" -> "\u20ac" + number;
                        case "GBP" -> "\u00a3" + number;
                        case "USD" -> "$" + number;
                        default -> code + NO_BREAK_SPACE + number;
                    };
        }

        @Override
        String percentSign() {
            return "%";
        }
    },
    FRENCH("fr", Locale.FRENCH, '\u00a0', ',') {
        @Override
        String day(int dayOfMonth) {
            return dayOfMonth == 1 ? "1er" : super.day(dayOfMonth);
        }

        @Override
        boolean isSingular(int count) {
            return count < 2;
        }
    },
    GERMAN("de", Locale.GERMAN, '.', ',') {
        @Override
        String day(int dayOfMonth) {
            return dayOfMonth + ".";
        }
    },
    SPANISH("es", Locale.forLanguageTag("es"), '.', ',') {
        @Override
        String between() {
            return " de ";
        }
    },
    ITALIAN("it", Locale.ITALIAN, '.', ',') {
        @Override
        String day(int dayOfMonth) {
            return dayOfMonth == 1 ? "1\u00ba" : super.day(dayOfMonth);
        }

        @Override
        String percentSign() {
            return "%";
        }
    },
    DUTCH("nl", Locale.forLanguageTag("nl"), '.', ',') {
        @Override
        String withCurrency(String sign, String number, String code) {
            return (code.equals("EUR") ? "\u20ac" : code) + NO_BREAK_SPACE + sign + number;
        }

        @Override
        String percentSign() {
            return "%";
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

    /** The codes of all, as a sentence lists them: {@code de, en, es, fr, it or nl}. */
    static String codes() {
        List<String> codes =
                Arrays.stream(values()).map(Language::code).sorted().toList();
        int last = codes.size() - 1;
        return String.join(", ", codes.subList(0, last)) + " or " + codes.get(last);
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

    /** What stands between the whole number and the decimals. */
    char decimal() {
        return decimal;
    }

    /** The two letters of ISO 639. */
    String code() {
        return code;
    }

    /** {@code 1 234,56 €}, {@code €1,234.56}: every decimal of the currency, spaces that do not break. */
    String amount(Money money) {
        BigDecimal amount = money.getAmount();
        int decimals = money.getCurrencyUnit().getDecimalPlaces();
        String number = grouped(amount.abs(), decimals, decimals);
        return withCurrency(
                amount.signum() < 0 ? "\u2212" : "",
                number,
                money.getCurrencyUnit().getCode());
    }

    /** {@code 13,15 %}, {@code 13.15%}: two decimals, more where the rate has them. */
    String percent(BigDecimal rate) {
        return (rate.signum() < 0 ? "\u2212" : "") + grouped(rate.abs(), 2, Math.max(2, rate.scale())) + percentSign();
    }

    /** {@code 5 mars 2026}, {@code 5 March 2026}, {@code 5. März 2026}, {@code 5 de marzo de 2026}. */
    String date(LocalDate date) {
        return day(date.getDayOfMonth())
                + between()
                + date.getMonth().getDisplayName(TextStyle.FULL, locale)
                + between()
                + date.getYear();
    }

    /** A whole number. */
    String count(int count) {
        return grouped(BigDecimal.valueOf(count), 0, 0);
    }

    String withCurrency(String sign, String number, String code) {
        return sign + number + NO_BREAK_SPACE + (code.equals("EUR") ? "\u20ac" : code);
    }

    String percentSign() {
        return NO_BREAK_SPACE + "%";
    }

    String day(int dayOfMonth) {
        return Integer.toString(dayOfMonth);
    }

    /** What stands between day and month, and between month and year. */
    String between() {
        return " ";
    }

    /** Whether a noun after the count is in the singular. */
    boolean isSingular(int count) {
        return count == 1;
    }

    private String grouped(BigDecimal number, int leastDecimals, int mostDecimals) {
        DecimalFormatSymbols marks = new DecimalFormatSymbols(Locale.ROOT);
        marks.setGroupingSeparator(grouping);
        marks.setDecimalSeparator(decimal);
        DecimalFormat format = new DecimalFormat("#,##0", marks);
        format.setMinimumFractionDigits(leastDecimals);
        format.setMaximumFractionDigits(mostDecimals);
        return format.format(number);
    }
}
