package io.relance.template;

import io.relance.receivable.DebtorKind;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Turns a model into what templates see: maps, lists, texts and flags. What is absent is there as null. */
final class ModelMap {
    private final Language language;
    private final Wording wording;
    private final Map<String, @Nullable Object> map = new HashMap<>();
    private final Set<String> tooLong;
    private final boolean annexed;

    private ModelMap(MessageModel model, Language language, Wording wording, boolean annexed) {
        this.language = language;
        this.wording = wording;
        this.annexed = annexed;
        this.tooLong = LongLists.of(model);
    }

    /** @param annexed whether lists that have no room in the message stand on pages after it */
    static Map<String, @Nullable Object> of(MessageModel model, Language language, Wording wording, boolean annexed) {
        ModelMap values = new ModelMap(model, language, wording, annexed);
        values.parties(model);
        values.map.put("listAttached", annexed || model.listAttached());
        values.list("invoices", "Invoices", "invoiceCount", model.overdue(), values::line);
        values.list("soonDue", "SoonDue", "soonDueCount", model.soonDue(), values::line);
        values.collected(model);
        values.list("openClaims", "OpenClaims", "openClaimCount", model.openClaims(), values::line);
        values.list("information", "Information", "informationCount", model.information(), values::line);
        values.list("settled", "Settled", "settledCount", model.settled(), values::line);
        values.promise(model);
        values.plan(model);
        values.statement(model);
        values.internal(model);
        values.notice(model);
        values.map.put(
                "openClaimTotals",
                model.openClaimTotals().stream()
                        .map(sum -> Map.of("claimTotal", values.language.amount(sum)))
                        .toList());
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
        map.put("logo", sender.logo().orElse(null));
        map.put("mainColour", sender.mainColour());
        map.put("mainTextColour", Colour.wordsIn(sender.mainColour()));
        map.put("accentColour", sender.accentColour());
        map.put("accentTextColour", Colour.wordsOn(sender.accentColour()));
        map.put("customerName", Clean.value(model.customerName()));
        map.put("customerAddress", textLines(model.customerAddress()));
        map.put("contactName", optional(model.contactName()));
        waysToPay(Optional.of(sender).filter(payee -> !model.leavesNothingToPay()));
    }

    /** @param payee empty when there is nothing to pay */
    private void waysToPay(Optional<MessageSender> payee) {
        map.put(
                "hasPaymentDetails",
                payee.filter(MessageSender::hasPaymentDetails).isPresent());
        map.put("accountHolder", optional(payee.flatMap(MessageSender::accountHolder)));
        map.put("iban", optional(payee.flatMap(MessageSender::iban).map(ModelMap::inGroupsOfFour)));
        map.put("bic", optional(payee.flatMap(MessageSender::bic)));
        map.put(
                "paymentUrl",
                payee.flatMap(MessageSender::paymentUrl).map(URI::toASCIIString).orElse(null));
        map.put(
                "paymentInstructions",
                textLines(payee.map(MessageSender::paymentInstructions).orElse(List.of())));
    }

    private void collected(MessageModel model) {
        int count = model.collectedCount();
        map.put("collectedCount", language.count(count));
        map.put("hasCollected", count > 0);
        map.put("severalCollected", count > 1);
        map.put("allCollected", count > 0 && count == model.soonDue().size());
    }

    private void promise(MessageModel model) {
        Optional<LocalDate> date = model.promiseDate();
        map.put("promiseDate", date.map(language::date).orElse(null));
        map.put(
                "promiseAmount",
                date.map(there -> language.amount(model.totals().get(0).balance()))
                        .orElse(null));
    }

    private void plan(MessageModel model) {
        List<Instalment> instalments = model.instalments();
        AtomicInteger number = new AtomicInteger();
        list("instalments", "Instalments", "instalmentCount", instalments, instalment -> {
            Map<String, @Nullable Object> entry = new HashMap<>();
            entry.put("instalmentNumber", language.count(number.incrementAndGet()));
            entry.put("instalmentDate", language.date(instalment.due()));
            entry.put("instalmentAmount", language.amount(instalment.amount()));
            return entry;
        });
        map.put(
                "planTotal",
                instalments.stream()
                        .map(Instalment::amount)
                        .reduce(Money::plus)
                        .map(language::amount)
                        .orElse(null));
    }

    private void statement(MessageModel model) {
        Optional<Statement> statement = model.statement();
        map.put("statementFrom", statement.map(of -> language.date(of.from())).orElse(null));
        map.put("statementTo", statement.map(of -> language.date(of.to())).orElse(null));
        list(
                "statementLines",
                "StatementLines",
                "statementLineCount",
                statement.map(Statement::lines).orElse(List.of()),
                this::line);
        map.put(
                "statementBalances",
                statement.map(Statement::balances).orElse(List.of()).stream()
                        .map(this::balance)
                        .toList());
    }

    private Map<String, @Nullable Object> line(StatementLine line) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("entryDate", language.date(line.entry().date()));
        entry.put("entryType", wording.word("entry." + line.entry().type().name()));
        entry.put("entryReference", Clean.value(line.entry().reference()));
        entry.put("entryDue", line.entry().due().map(language::date).orElse(null));
        entry.put("entryAmount", language.amount(line.entry().amount()));
        entry.put("entryBalance", language.amount(line.balance()));
        return entry;
    }

    private Map<String, @Nullable Object> balance(StatementBalance balance) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("openingBalance", language.amount(balance.opening()));
        entry.put("closingBalance", language.amount(balance.closing()));
        entry.put("inCustomersFavour", balance.closing().isNegative());
        entry.put(
                "overdueBalance",
                balance.overdue()
                        .filter(Money::isPositive)
                        .map(language::amount)
                        .orElse(null));
        return entry;
    }

    private void internal(MessageModel model) {
        Optional<InternalNote> note = model.internalNote();
        map.put("team", optional(note.map(InternalNote::team)));
        map.put("headline", optional(note.map(InternalNote::headline)));
        map.put("details", textLines(note.map(InternalNote::details).orElse(List.of())));
        map.put(
                "caseUrl",
                note.flatMap(InternalNote::link).map(URI::toASCIIString).orElse(null));
    }

    private void notice(MessageModel model) {
        Optional<FormalNotice> notice = model.formalNotice();
        map.put("deadline", notice.map(of -> language.date(of.deadline())).orElse(null));
        map.put(
                "againstPublicBody",
                notice.filter(of -> of.debtor() == DebtorKind.PUBLIC_BODY).isPresent());
        map.put(
                "interestLines",
                notice.map(FormalNotice::interest).orElse(List.of()).stream()
                        .map(this::interest)
                        .toList());
        map.put(
                "flatSums",
                notice.map(FormalNotice::flatSums).orElse(List.of()).stream()
                        .map(sum -> Map.of(
                                "flatSumInvoice",
                                Clean.value(sum.invoice()),
                                "flatSumAmount",
                                language.amount(sum.amount())))
                        .toList());
        map.put(
                "reservedLines",
                notice.map(FormalNotice::reserved).orElse(List.of()).stream()
                        .map(invoice -> Map.of("reservedInvoice", Clean.value(invoice)))
                        .toList());
        map.put(
                "noticeTotals",
                model.noticeTotals().stream()
                        .map(total -> Map.of(
                                "principal",
                                language.amount(total.principal()),
                                "totalInterest",
                                language.amount(total.interest()),
                                "totalFlatSums",
                                language.amount(total.flatSums()),
                                "grandTotal",
                                language.amount(total.total())))
                        .toList());
    }

    private Map<String, @Nullable Object> interest(InterestLine line) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("interestInvoice", Clean.value(line.invoice()));
        entry.put("interestFrom", language.date(line.from()));
        entry.put("interestTo", language.date(line.to()));
        entry.put("interestDays", days(line.days()));
        entry.put("interestBase", language.amount(line.balance()));
        entry.put("interestRate", language.percent(line.percent()));
        entry.put("interestAmount", language.amount(line.amount()));
        return entry;
    }

    /** A list with its count and flags. */
    private <T> void list(
            String key, String suffix, String count, List<T> lines, Function<T, Map<String, @Nullable Object>> entry) {
        boolean listed = !tooLong.contains(key);
        boolean there = listed || annexed;
        map.put(key, there ? lines.stream().map(entry).toList() : List.of());
        map.put(count, language.count(lines.size()));
        map.put("has" + suffix, !lines.isEmpty());
        map.put("several" + suffix, lines.size() > 1);
        map.put(key + "Listed", listed);
    }

    private Map<String, @Nullable Object> line(MessageLine line) {
        Map<String, @Nullable Object> entry = entry(line.invoice(), line.issueDate(), line.dueDate(), line.open());
        entry.put("claimed", line.claimed().isEqual(line.open()) ? null : language.amount(line.claimed()));
        entry.put("lateness", line.soonDue() || line.daysLate() <= 0 ? null : days(line.daysLate()));
        Optional<CollectionDay> collection = line.collection();
        entry.put("collected", collection.isPresent());
        entry.put("collectionDay", day(collection.filter(CollectionDay::known)));
        entry.put("collectionFrom", day(collection.filter(on -> !on.known())));
        return entry;
    }

    private @Nullable String day(Optional<CollectionDay> collection) {
        return collection.map(on -> language.date(on.day())).orElse(null);
    }

    private Map<String, @Nullable Object> line(InformationLine line) {
        Map<String, @Nullable Object> entry = entry(line.invoice(), line.issueDate(), line.dueDate(), line.open());
        entry.put("note", wording.word("note." + line.note().name()));
        return entry;
    }

    private Map<String, @Nullable Object> line(OpenClaimLine line) {
        Map<String, @Nullable Object> entry = new HashMap<>();
        entry.put("claimInvoice", Clean.value(line.invoice()));
        entry.put("claimName", wording.word("claim." + line.kind().name()));
        entry.put("claimPeriod", line.period().map(this::period).orElse(null));
        entry.put("claimNotified", language.date(line.notified()));
        entry.put("claimAmount", language.amount(line.open()));
        return entry;
    }

    private String period(OpenClaimLine.Period days) {
        return language.date(days.from()) + " \u2013 " + language.date(days.to());
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
        entry.put("collected", false);
        entry.put("collectionDay", null);
        entry.put("collectionFrom", null);
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
        boolean collected = total.collected().isPositive();
        entry.put("totalCollected", collected ? language.amount(total.collected()) : null);
        entry.put("totalToPay", collected && total.toPay().isPositive() ? language.amount(total.toPay()) : null);
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
