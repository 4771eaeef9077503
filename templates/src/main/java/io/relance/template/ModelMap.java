package io.relance.template;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Turns a model into what templates see: maps, lists, texts and flags. What is absent is there as null. */
final class ModelMap {
    private final Language language;
    private final Wording wording;
    private final Map<String, @Nullable Object> map = new HashMap<>();
    private int linesLeft = TemplateCatalogue.MAX_LISTED_LINES;

    private ModelMap(Language language, Wording wording) {
        this.language = language;
        this.wording = wording;
    }

    static Map<String, @Nullable Object> of(MessageModel model, Language language, Wording wording) {
        ModelMap values = new ModelMap(language, wording);
        values.parties(model);
        values.list("invoices", "Invoices", "invoiceCount", model.overdue(), values::line);
        values.list("soonDue", "SoonDue", "soonDueCount", model.soonDue(), values::line);
        values.list("information", "Information", "informationCount", model.information(), values::line);
        values.list("settled", "Settled", "settledCount", model.settled(), values::line);
        values.map.put("totals", model.totals().stream().map(values::total).toList());
        values.map.put(
                "soonDueTotals",
                model.soonDueTotals().stream().map(values::total).toList());
        values.map.put(
                "settledTotals",
                model.settledTotals().stream().map(values::total).toList());
        return values.map;
    }

    private void parties(MessageModel model) {
        MessageSender sender = model.sender();
        map.put("language", language.code());
        map.put("date", language.date(model.businessDate()));
        map.put("creditorName", Clean.value(sender.name()));
        map.put("creditorAddress", textLines(sender.address()));
        map.put("creditorEmail", optional(sender.email()));
        map.put("creditorPhone", optional(sender.phone()));
        map.put("customerName", Clean.value(model.customerName()));
        map.put("contactName", optional(model.contactName()));
        map.put("hasPaymentDetails", sender.hasPaymentDetails());
        map.put("accountHolder", optional(sender.accountHolder()));
        map.put("iban", optional(sender.iban().map(ModelMap::inGroupsOfFour)));
        map.put("bic", optional(sender.bic()));
        map.put("paymentUrl", sender.paymentUrl().map(URI::toASCIIString).orElse(null));
        map.put("paymentInstructions", textLines(sender.paymentInstructions()));
    }

    /** A list with its count and flags. Lists that come first have the first claim to the lines that a message may have. */
    private <T> void list(
            String key, String suffix, String count, List<T> lines, Function<T, Map<String, @Nullable Object>> entry) {
        boolean listed = lines.size() <= linesLeft;
        linesLeft -= listed ? lines.size() : 0;
        map.put(key, listed ? lines.stream().map(entry).toList() : List.of());
        map.put(count, language.count(lines.size()));
        map.put("has" + suffix, !lines.isEmpty());
        map.put("several" + suffix, lines.size() > 1);
        map.put(key + "Listed", listed);
    }

    private Map<String, @Nullable Object> line(MessageLine line) {
        Map<String, @Nullable Object> entry = entry(line.invoice(), line.issueDate(), line.dueDate(), line.open());
        entry.put("claimed", line.claimed().isEqual(line.open()) ? null : language.amount(line.claimed()));
        entry.put("lateness", line.soonDue() || line.daysLate() <= 0 ? null : days(line.daysLate()));
        return entry;
    }

    private Map<String, @Nullable Object> line(InformationLine line) {
        Map<String, @Nullable Object> entry = entry(line.invoice(), line.issueDate(), line.dueDate(), line.open());
        entry.put("note", wording.word("note." + line.note().name()));
        return entry;
    }

    private Map<String, @Nullable Object> line(SettledLine line) {
        return entry(line.invoice(), line.issueDate(), line.dueDate(), line.amount());
    }

    private Map<String, @Nullable Object> entry(String number, LocalDate issued, LocalDate due, Money amount) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("number", Clean.value(number));
        entry.put("issued", language.date(issued));
        entry.put("due", language.date(due));
        entry.put("amount", language.amount(amount));
        entry.put("claimed", null);
        entry.put("lateness", null);
        entry.put("note", null);
        return entry;
    }

    private Map<String, @Nullable Object> total(MessageTotal total) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("currency", total.currency().getCode());
        entry.put("gross", language.amount(total.gross()));
        entry.put("hasDeductions", total.hasDeductions());
        entry.put("setAside", deduction(total.setAside()));
        entry.put("credit", deduction(total.credit()));
        entry.put("balance", language.amount(total.balance()));
        return entry;
    }

    private @Nullable String deduction(Money amount) {
        return amount.isZero() ? null : language.amount(amount.negated());
    }

    private String days(int count) {
        return language.count(count) + "\u00a0" + wording.word(language.isSingular(count) ? "day.one" : "day.other");
    }

    private static List<Map<String, String>> textLines(List<String> lines) {
        return Clean.lines(lines).stream().map(line -> Map.of("line", line)).toList();
    }

    /** Cleaned; absent also when nothing is left of it. */
    private static @Nullable String optional(Optional<String> value) {
        return value.map(Clean::value).filter(text -> !text.isEmpty()).orElse(null);
    }

    private static String inGroupsOfFour(String iban) {
        return iban.replaceAll("\\s", "").replaceAll(".{4}(?=.)", "$0 ");
    }
}
