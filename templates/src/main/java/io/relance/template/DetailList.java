package io.relance.template;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * A list that a message has no room for, as a file that goes with it: a line of heads, then one of values for each invoice, claim or
 * entry.
 *
 * <p>Spreadsheets in the language of the message's words open it by themselves: UTF-8 with a byte order mark, lines ended by CR LF; commas and
 * decimal points in English, semicolons and decimal commas in the other languages. Days are written as in ISO 8601, amounts with
 * every decimal of their currency and without its sign, which has a column of its own. In a text, an
 * apostrophe stands before what a spreadsheet would take for a formula, whichever separator it expects. (Opened directly, it may
 * still take digits alone for a number, and drop zeros before them.) It holds nothing that time alone changes: on another day the same invoices make the same file.
 *
 * @param name the name of the file, in the reader's language: {@code factures.csv}
 * @param csv what is in it, without the mark
 */
public record DetailList(String name, String csv) {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "text/csv";

    /** What is in the file. */
    public byte[] bytes() {
        return ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The lists of a message that have no room in it; what is named for information stays a number.
     *
     * @param wanted whether its words speak of a list
     */
    static List<DetailList> of(MessageModel model, Predicate<String> wanted, Language language, Wording wording) {
        Set<String> tooLong = LongLists.of(model).stream().filter(wanted).collect(Collectors.toSet());
        List<DetailList> lists = new ArrayList<>();
        if (tooLong.contains("invoices")) {
            lists.add(invoices("invoices", model.overdue(), language, wording));
        }
        if (tooLong.contains("soonDue")) {
            lists.add(soonDue(model, language, wording));
        }
        if (tooLong.contains("openClaims")) {
            lists.add(claims(model.openClaims(), language, wording));
        }
        if (tooLong.contains("settled")) {
            lists.add(settled(model.settled(), language, wording));
        }
        if (tooLong.contains("statementLines")) {
            lists.add(entries(model.statement().orElseThrow().lines(), language, wording));
        }
        return List.copyOf(lists);
    }

    private static DetailList invoices(String list, List<MessageLine> lines, Language language, Wording wording) {
        Sheet sheet = new Sheet(language, wording, "invoice", "issued", "due", "currency", "amount", "concerned");
        lines.forEach(line -> sheet.text(line.invoice())
                .day(line.issueDate())
                .day(line.dueDate())
                .currency(line.open())
                .amount(line.open())
                .amount(line.claimed())
                .end());
        return sheet.named(list);
    }

    /** With a column for direct debits when there is any. */
    private static DetailList soonDue(MessageModel model, Language language, Wording wording) {
        if (model.collectedCount() == 0) {
            return invoices("soonDue", model.soonDue(), language, wording);
        }
        Sheet sheet = new Sheet(
                language, wording, "invoice", "issued", "due", "currency", "amount", "concerned", "directDebitFrom");
        model.soonDue()
                .forEach(line -> sheet.text(line.invoice())
                        .day(line.issueDate())
                        .day(line.dueDate())
                        .currency(line.open())
                        .amount(line.open())
                        .amount(line.claimed())
                        .day(line.collection().map(CollectionDay::day))
                        .end());
        return sheet.named("soonDue");
    }

    private static DetailList settled(List<SettledLine> lines, Language language, Wording wording) {
        Sheet sheet = new Sheet(language, wording, "invoice", "issued", "due", "currency", "amountPaid");
        lines.forEach(line -> sheet.text(line.invoice())
                .day(line.issueDate())
                .day(line.dueDate())
                .currency(line.amount())
                .amount(line.amount())
                .end());
        return sheet.named("settled");
    }

    private static DetailList claims(List<OpenClaimLine> lines, Language language, Wording wording) {
        Sheet sheet = new Sheet(
                language, wording, "invoice", "claim", "firstDay", "lastDay", "claimNotified", "currency", "amount");
        lines.forEach(line -> sheet.text(line.invoice())
                .text(wording.word("claim." + line.kind().name()))
                .day(line.period().map(OpenClaimLine.Period::from))
                .day(line.period().map(OpenClaimLine.Period::to))
                .day(line.notified())
                .currency(line.open())
                .amount(line.open())
                .end());
        return sheet.named("openClaims");
    }

    private static DetailList entries(List<StatementLine> lines, Language language, Wording wording) {
        Sheet sheet = new Sheet(
                language,
                wording,
                "entryDate",
                "entry",
                "entryReference",
                "due",
                "currency",
                "entryAmount",
                "runningBalance");
        lines.forEach(line -> sheet.day(line.entry().date())
                .text(wording.word("entry." + line.entry().type().name()))
                .text(line.entry().reference())
                .day(line.entry().due())
                .currency(line.entry().amount())
                .amount(line.entry().amount())
                .amount(line.balance())
                .end());
        return sheet.named("statementLines");
    }

    /** Writes lines of separated values (RFC 4180); not for several threads. */
    private static final class Sheet {
        /** Where a cell begins, for a spreadsheet that expects either separator, and what makes it a formula. */
        private static final Pattern FORMULA = Pattern.compile("((?:^|[,;])\\s*)(?=[=+\\-@])");

        private final Wording wording;
        private final char decimal;
        private final char separator;
        private final List<String> cells = new ArrayList<>();
        private final StringBuilder csv = new StringBuilder();

        Sheet(Language language, Wording wording, String... heads) {
            this.wording = wording;
            this.decimal = language.decimal();
            this.separator = decimal == '.' ? ',' : ';';
            for (String head : heads) {
                text(wording.word(head));
            }
            end();
        }

        Sheet text(String value) {
            return cell(FORMULA.matcher(Clean.value(value)).replaceAll("$1'"));
        }

        Sheet day(LocalDate day) {
            return cell(day.toString());
        }

        Sheet day(Optional<LocalDate> day) {
            return cell(day.map(LocalDate::toString).orElse(""));
        }

        Sheet currency(Money money) {
            return cell(money.getCurrencyUnit().getCode());
        }

        Sheet amount(Money money) {
            BigDecimal amount = money.getAmount();
            return cell(amount.toPlainString().replace('.', decimal));
        }

        private Sheet cell(String value) {
            boolean plain = value.indexOf(separator) < 0 && value.indexOf('"') < 0;
            cells.add(plain ? value : '"' + value.replace("\"", "\"\"") + '"');
            return this;
        }

        void end() {
            csv.append(cells.stream().collect(Collectors.joining(Character.toString(separator), "", "\r\n")));
            cells.clear();
        }

        DetailList named(String list) {
            return new DetailList(fileName(wording.word("list." + list)) + ".csv", csv.toString());
        }

        /** Small letters of ASCII, digits and hyphens: every file system and mail program takes them. */
        private static String fileName(String title) {
            return Normalizer.normalize(title, Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-");
        }
    }
}
