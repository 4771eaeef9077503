package io.relance.engine;

import io.relance.template.FormalNotice;
import io.relance.template.InformationLine;
import io.relance.template.MessageLine;
import io.relance.template.MessageModel;
import io.relance.template.MessageTotal;
import io.relance.template.RenderedMessage;
import io.relance.template.TemplateCatalogue;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person may write in a message: anything but other figures. Every line of the template's text with an invoice number or
 * an amount stays as it is, in its order, and no other line states an amount.
 */
final class PersonsWords {
    /** The longest text. */
    static final int LONGEST = 100_000;

    private static final String NUMBER = "\\d+(?:[.,'\u2019 \u00a0\u202f]\\d{3})*(?:[.,]\\d+)?";
    private static final String SPACE = "[ \u00a0\u202f]?";
    /** A number beside a currency, or with two decimals and no day or month. */
    private static final Pattern AMOUNT = Pattern.compile("(?<before>\\p{Sc}|\\b[A-Z]{3}\\b)" + SPACE + NUMBER
            + "|" + NUMBER + SPACE + "(?<after>\\p{Sc}|\\b[A-Z]{3}\\b|(?i:euros?|dollars?|pounds?|francs?)\\b)"
            + "|(?<![\\d.,/-])" + "\\d+(?:[.,'\u2019 \u00a0\u202f]\\d{3})*[.,]\\d{2}(?![\\d]|[.,/-]\\d)");

    private static final Set<String> CURRENCIES = currencies();

    private final List<String> problems = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>();
    private final boolean notice;
    /** The last day to pay by a notice, however it may be written; it moves with the day on which the notice leaves. */
    private final Optional<Pattern> deadline;

    private PersonsWords(MessageModel model, String language) {
        notice = model.formalNotice().isPresent();
        deadline = model.formalNotice()
                .map(FormalNotice::deadline)
                .map(day -> written(day, Locale.forLanguageTag(language)));
        Stream.of(model.overdue(), model.soonDue()).flatMap(List::stream).forEach(line -> numbers.add(line.invoice()));
        model.information().forEach(line -> numbers.add(line.invoice()));
        model.settled().forEach(line -> numbers.add(line.invoice()));
        model.openClaims().forEach(line -> numbers.add(line.invoice()));
    }

    private static Set<String> currencies() {
        Set<String> codes = new HashSet<>();
        Currency.getAvailableCurrencies().forEach(currency -> codes.add(currency.getCurrencyCode()));
        return Set.copyOf(codes);
    }

    /** All that is wrong with a person's words in the place of the template's. */
    static List<String> problems(MessageModel model, RenderedMessage rendered, String subject, String text) {
        PersonsWords words = new PersonsWords(model, rendered.language());
        words.form(subject, text);
        words.figures(rendered, subject, text);
        return words.problems;
    }

    private void form(String subject, String text) {
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            problems.add("the subject must be one line that is not blank");
        }
        if (subject.codePointCount(0, subject.length()) > TemplateCatalogue.MAX_SUBJECT) {
            problems.add("the subject has more than " + TemplateCatalogue.MAX_SUBJECT + " characters");
        }
        if (text.length() > LONGEST) {
            problems.add("the text has " + text.length() + " characters, more than " + LONGEST);
        }
        List<String> lines = lines(text);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
                problems.add("line " + (i + 1) + " has a control character: lines end with a line feed alone");
            }
        }
    }

    private void figures(RenderedMessage rendered, String subject, String text) {
        List<String> lines = lines(text);
        Set<Integer> kept = new HashSet<>();
        int from = 0;
        List<String> template = lines(rendered.text());
        for (int i = 0; i < template.size(); i++) {
            String line = template.get(i);
            if (!hasFigures(line) && !(notice && !line.isBlank())) {
                continue;
            }
            int at = find(lines, line, from);
            if (at < 0) {
                problems.add("the line \"" + line.strip() + "\" (line " + (i + 1)
                        + " of the message) is not in the text, or not in its place: "
                        + (notice
                                ? "the lines of a formal notice stay as they are, and others may be added"
                                : "lines with an invoice number or an amount stay as they are"));
            } else {
                kept.add(at);
                from = at + 1;
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!kept.contains(i)) {
                stated(lines.get(i), "line " + (i + 1));
            }
        }
        if (!subject.equals(rendered.subject())) {
            stated(subject, "the subject");
        }
    }

    private static int find(List<String> lines, String wanted, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(wanted.strip())) {
                return i;
            }
        }
        return -1;
    }

    private void stated(String line, String where) {
        if (deadline.filter(day -> day.matcher(line).find()).isPresent()) {
            problems.add(where
                    + " states the last day to pay, which moves with the day on which the notice leaves: the line of"
                    + " the notice that has it says it");
        }
        amount(line)
                .ifPresent(amount -> problems.add(where + " states \"" + amount.strip()
                        + "\": the amounts of a message are those that the books give, in the lines that have them"));
    }

    /** A day as {@code 18 mars}, {@code 18. März}, {@code March 18}, {@code 18/03}, {@code 2026-03-18}. */
    private static Pattern written(LocalDate day, Locale locale) {
        String number = "(?<![\\d.,])0?" + day.getDayOfMonth();
        String month = Stream.of(TextStyle.FULL, TextStyle.SHORT)
                .map(style -> day.getMonth().getDisplayName(style, locale))
                .map(name -> Pattern.quote(name.replace(".", "")))
                .collect(Collectors.joining("|", "(?:", ")"));
        String space = "[ \u00a0\u202f]*";
        return Pattern.compile(
                number + "(?:er|\\.|\u00ba)?" + space + "(?:de" + space + ")?" + month
                        + "|" + month + "\\.?" + space + "0?" + day.getDayOfMonth() + "(?!\\d)"
                        + "|" + number + space + "[./-]" + space + "0?" + day.getMonthValue() + "(?!\\d)"
                        + "|" + day,
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private boolean hasFigures(String line) {
        return amount(line).isPresent() || numbers.stream().anyMatch(line::contains);
    }

    private static Optional<String> amount(String line) {
        Matcher matcher = AMOUNT.matcher(line);
        while (matcher.find()) {
            if (isCurrency(matcher.group("before")) && isCurrency(matcher.group("after"))) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    /** Three capitals beside a number may be anything; a sign or a word for money is money. */
    private static boolean isCurrency(@org.jspecify.annotations.Nullable String mark) {
        return mark == null || !mark.matches("[A-Z]{3}") || CURRENCIES.contains(mark);
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    /** A name for the figures of a message, but those that grow with the days alone: how late an invoice is, interest, a deadline. */
    static String figures(MessageModel model) {
        Sha256 hash = new Sha256();
        for (List<MessageLine> lines : List.of(model.overdue(), model.soonDue())) {
            hash.add(lines.size());
            for (MessageLine line : lines) {
                hash.add(line.invoice())
                        .add(line.issueDate())
                        .add(line.dueDate())
                        .add(line.open())
                        .add(line.claimed());
            }
        }
        for (InformationLine line : model.information()) {
            hash.add(line.invoice()).add(line.open()).add(line.note());
        }
        for (List<MessageTotal> totals : List.of(model.totals(), model.soonDueTotals(), model.settledTotals())) {
            hash.add(totals.size());
            totals.forEach(total -> hash.add(total.gross())
                    .add(total.setAside())
                    .add(total.credit())
                    .add(total.balance()));
        }
        model.openClaims()
                .forEach(line -> hash.add(line.invoice())
                        .add(line.kind())
                        .add(line.notified())
                        .add(line.open()));
        model.formalNotice().ifPresent(notice -> {
            notice.interest().forEach(line -> hash.add(line.invoice()).add(line.from()));
            notice.flatSums().forEach(line -> hash.add(line.invoice()).add(line.amount()));
        });
        for (MessageLine line : model.soonDue()) {
            line.collection()
                    .ifPresent(on -> hash.add(line.invoice()).add(on.day()).add(on.known()));
        }
        return hash.hex().substring(0, 16).toLowerCase(Locale.ROOT);
    }
}
