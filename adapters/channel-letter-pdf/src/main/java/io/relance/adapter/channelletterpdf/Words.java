package io.relance.adapter.channelletterpdf;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** The few words that a letter itself has, in the language of its message; English where the language is none of these. */
final class Words {
    private enum Word {
        SUBJECT,
        DATE,
        PAGE,
        REGISTERED,
        CODE,
        SCAN,
        HOLDER,
        AMOUNT,
        REFERENCE
    }

    private static final Map<String, Map<Word, String>> WORDS = Map.of(
            "en",
            words(
                    "%s",
                    "%s, %s",
                    "Page %d of %d",
                    "REGISTERED LETTER",
                    "Pay by credit transfer",
                    "Scan this code with your banking app.",
                    "Account holder",
                    "Amount",
                    "Reference"),
            "fr",
            words(
                    "Objet : %s",
                    "%s, le %s",
                    "Page %d sur %d",
                    "LETTRE RECOMMANDÉE\nAVEC AVIS DE RÉCEPTION",
                    "Payer par virement",
                    "Scannez ce code avec l’application de votre banque.",
                    "Titulaire",
                    "Montant",
                    "Référence"),
            "de",
            words(
                    "%s",
                    "%s, %s",
                    "Seite %d von %d",
                    "EINSCHREIBEN",
                    "Per Überweisung zahlen",
                    "Scannen Sie diesen Code mit Ihrer Banking-App.",
                    "Kontoinhaber",
                    "Betrag",
                    "Referenz"),
            "es",
            words(
                    "Asunto: %s",
                    "%s, %s",
                    "Página %d de %d",
                    "CARTA CERTIFICADA",
                    "Pagar por transferencia",
                    "Escanee este código con la aplicación de su banco.",
                    "Titular",
                    "Importe",
                    "Referencia"),
            "it",
            words(
                    "Oggetto: %s",
                    "%s, %s",
                    "Pagina %d di %d",
                    "RACCOMANDATA A.R.",
                    "Pagare con bonifico",
                    "Inquadri questo codice con l’app della Sua banca.",
                    "Intestatario",
                    "Importo",
                    "Riferimento"),
            "nl",
            words(
                    "Betreft: %s",
                    "%s, %s",
                    "Pagina %d van %d",
                    "AANGETEKEND",
                    "Betalen per overschrijving",
                    "Scan deze code met de app van uw bank.",
                    "Rekeninghouder",
                    "Bedrag",
                    "Referentie"));
    private static final Map<String, String> DATES = Map.of(
            "en", "d MMMM uuuu",
            "fr", "d MMMM uuuu",
            "de", "d. MMMM uuuu",
            "es", "d 'de' MMMM 'de' uuuu",
            "it", "d MMMM uuuu",
            "nl", "d MMMM uuuu");

    private final Locale locale;
    private final Map<Word, String> words;

    private Words(Locale locale, Map<Word, String> words) {
        this.locale = locale;
        this.words = words;
    }

    /** @param tag the BCP 47 tag of a message, unchecked */
    static Words of(String tag) {
        Locale locale = Locale.forLanguageTag(line(tag, 35));
        Map<Word, String> words = WORDS.get(locale.getLanguage());
        if (words == null) {
            return new Words(locale.getLanguage().isEmpty() ? Locale.ENGLISH : locale, english());
        }
        return new Words(Locale.forLanguageTag(locale.getLanguage()), words);
    }

    private static Map<Word, String> english() {
        return WORDS.getOrDefault("en", Map.of());
    }

    private static Map<Word, String> words(
            String subject,
            String date,
            String page,
            String registered,
            String code,
            String scan,
            String holder,
            String amount,
            String reference) {
        return Map.of(
                Word.SUBJECT, subject,
                Word.DATE, date,
                Word.PAGE, page,
                Word.REGISTERED, registered,
                Word.CODE, code,
                Word.SCAN, scan,
                Word.HOLDER, holder,
                Word.AMOUNT, amount,
                Word.REFERENCE, reference);
    }

    private String word(Word word) {
        String found = words.get(word);
        if (found == null) {
            throw new IllegalStateException("no word for " + word);
        }
        return found;
    }

    /** The language of the letter, as a PDF names it. */
    String language() {
        return locale.toLanguageTag();
    }

    String subject(String subject) {
        return String.format(Locale.ROOT, word(Word.SUBJECT), subject);
    }

    /** "Lyon, le 1er avril 2026". */
    String date(Optional<String> place, LocalDate date) {
        return place.map(where -> String.format(Locale.ROOT, word(Word.DATE), line(where, 60), date(date)))
                .orElseGet(() -> locale.getLanguage().equals("fr") ? "Le " + date(date) : date(date));
    }

    private String date(LocalDate date) {
        String pattern = DATES.get(locale.getLanguage());
        if (pattern == null) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(locale)
                    .format(date);
        }
        String written = DateTimeFormatter.ofPattern(pattern, locale).format(date);
        if (date.getDayOfMonth() == 1 && locale.getLanguage().equals("fr")) {
            return written.replaceFirst("1", "1er");
        }
        return date.getDayOfMonth() == 1 && locale.getLanguage().equals("it")
                ? written.replaceFirst("1", "1º")
                : written;
    }

    /** @param page from 1 */
    String page(int page, int pages) {
        return String.format(Locale.ROOT, word(Word.PAGE), page, pages);
    }

    /** In one line or two. */
    List<String> registered() {
        return word(Word.REGISTERED).lines().toList();
    }

    String code() {
        return word(Word.CODE);
    }

    String scan() {
        return word(Word.SCAN);
    }

    String holder() {
        return word(Word.HOLDER);
    }

    String amountLabel() {
        return word(Word.AMOUNT);
    }

    String reference() {
        return word(Word.REFERENCE);
    }

    /** With the decimals of its currency and the currency's code: 12 480,50 EUR. */
    String amount(Money money) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
        format.setMinimumFractionDigits(money.getScale());
        format.setMaximumFractionDigits(money.getScale());
        // narrow blanks between the thousands as blanks that every font has
        return format.format(money.getAmount()).replace('\u202f', '\u00a0')
                + "\u00a0"
                + money.getCurrencyUnit().getCode();
    }

    /** In groups of four. */
    static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /**
     * One line: control characters and line ends become a blank, several blanks one; what is longer is cut and ends in
     * an ellipsis.
     */
    static String line(String value, int max) {
        StringBuilder out = new StringBuilder();
        value.codePoints().forEach(c -> {
            boolean blank = Character.isISOControl(c) || Character.isWhitespace(c) || c == 0x2028 || c == 0x2029;
            if (!blank) {
                out.appendCodePoint(c);
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        });
        String line = out.toString().strip();
        return line.codePointCount(0, line.length()) <= max
                ? line
                : line.substring(0, line.offsetByCodePoints(0, max - 1)).strip() + "\u2026";
    }
}
