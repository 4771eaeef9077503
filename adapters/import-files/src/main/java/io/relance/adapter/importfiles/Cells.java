package io.relance.adapter.importfiles;

import io.relance.json.NearestWord;
import io.relance.receivable.DebtorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/** What single cells say, whatever the format of the file. */
final class Cells {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final Pattern EMAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])");
    private static final Pattern UNPRINTED = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");
    private static final int SHOWN = 60;

    private Cells() {}

    /** Without blanks at both ends, no-break ones too. */
    static String trim(String cell) {
        int start = 0;
        int end = cell.length();
        while (start < end && isBlank(cell.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(cell.charAt(end - 1))) {
            end--;
        }
        return start == 0 && end == cell.length() ? cell : cell.substring(start, end);
    }

    /** On one line: every run of blanks, tabs, line breaks and other control characters is one blank. No-break blanks stay. */
    static String oneLine(String text) {
        return trim(isOneLine(text) ? text : UNPRINTED.matcher(text).replaceAll(" "));
    }

    /** The lines of an address, each on one line: between line breaks, or bars. Empty ones are left out. */
    static String lines(String text) {
        return text.lines()
                .flatMap(line -> Stream.of(line.split("\\|")))
                .map(Cells::oneLine)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Whether nothing in it is to be folded, as in nearly every text. */
    private static boolean isOneLine(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' ? before == ' ' : Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return false;
            }
            before = c;
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    /** A cell as a message shows it. */
    static String shown(String cell, String column) {
        return "\"" + shortened(cell) + "\" in \"" + column + "\"";
    }

    /** At most {@value #SHOWN} characters of it. */
    static String shortened(String cell) {
        if (cell.length() <= SHOWN) {
            return cell;
        }
        int end = SHOWN - 3;
        // not through the middle of a character
        return cell.substring(0, Character.isHighSurrogate(cell.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    /** A currency of ISO 4217 that money can be in: neither a metal nor a code for tests. */
    static CurrencyUnit currency(String cell, String column) throws CellException {
        try {
            CurrencyUnit unit = CurrencyUnit.of(cell);
            if (!unit.isPseudoCurrency()) {
                return unit;
            }
        } catch (IllegalCurrencyException e) {
            // refused below, like the pseudo currencies
        }
        throw new CellException(
                BadRowCode.UNKNOWN_CURRENCY,
                shown(cell, column) + " is no currency",
                "write its ISO 4217 code, as in EUR");
    }

    /** A country of ISO 3166, in capital letters. */
    static String country(String cell, String column) throws CellException {
        String code = cell.toUpperCase(Locale.ROOT);
        if (COUNTRIES.contains(code)) {
            return code;
        }
        throw new CellException(
                BadRowCode.UNKNOWN_VALUE,
                shown(cell, column) + " is no country",
                code.equals("UK") ? "write GB" : "write its ISO 3166 alpha-2 code, as in FR");
    }

    /** Yes or no, in any case. */
    static Boolean yes(String cell, String column) throws CellException {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default ->
                throw new CellException(
                        BadRowCode.UNKNOWN_VALUE,
                        shown(cell, column) + " is neither yes nor no",
                        "write true or false, or say in a mapping which cell means yes (when)");
        };
    }

    /** Whether a row of that kind is a credit note, in any case. */
    static Boolean creditNote(String cell, String column) throws CellException {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "credit_note", "cn" -> true;
            case "invoice" -> false;
            default ->
                throw new CellException(
                        BadRowCode.UNKNOWN_VALUE,
                        shown(cell, column) + " is neither an invoice nor a credit note",
                        "write INVOICE or CREDIT_NOTE, or say in a mapping which cell means a credit note (when)");
        };
    }

    static DebtorKind debtorKind(String cell, String column) throws CellException {
        List<String> names = Arrays.stream(DebtorKind.values()).map(Enum::name).toList();
        if (names.contains(cell)) {
            return DebtorKind.valueOf(cell);
        }
        throw new CellException(
                BadRowCode.UNKNOWN_VALUE,
                shown(cell, column) + " is none of " + String.join(", ", names),
                NearestWord.to(cell, names)
                        .map(n -> "did you mean \"" + n + "\"?")
                        .orElse(""));
    }

    /** The language without region: {@code fr} of {@code fr_FR}; what is no language tag stays as it is. */
    static String language(String cell) {
        String language = Locale.forLanguageTag(cell.replace('_', '-')).getLanguage();
        return language.isEmpty() ? cell.toLowerCase(Locale.ROOT) : language;
    }

    /** The address, when a mail could be sent to it; empty when it is unreadable. */
    static Optional<String> email(String cell) {
        return cell.length() <= 254 && EMAIL.matcher(cell).matches() ? Optional.of(cell) : Optional.empty();
    }
}
