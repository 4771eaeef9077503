package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.aging.AgingColumn;
import io.relance.aging.AgingRow;
import io.relance.kpi.Indicators;
import io.relance.plan.ReasonCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.joda.money.Money;

/** A report for people, as standard output shows it. */
final class Summary {
    private static final String NONE = "-";

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private Summary(Report report) {
        this.report = report;
    }

    /** The whole text. */
    static String of(Report report) {
        Summary summary = new Summary(report);
        summary.books();
        summary.aging();
        summary.indicators();
        summary.segments();
        report.decisions().ifPresent(summary::decisions);
        return summary.text.toString();
    }

    private void books() {
        ImportedBooks.Counts counts = report.counts();
        text.append("Receivables of ")
                .append(report.creditor())
                .append(" as of ")
                .append(report.asOf())
                .append('\n')
                .append(plural(counts.invoices(), "invoice"))
                .append(", ")
                .append(plural(counts.creditNotes(), "credit note"))
                .append(", ")
                .append(plural(counts.payments(), "payment"))
                .append(", ")
                .append(plural(counts.customers(), "customer"))
                .append(counts.badRows() == 0 ? "" : ", " + plural(counts.badRows(), "bad row") + " left out")
                .append('\n');
    }

    private void aging() {
        text.append("\nAging balance\n");
        List<AgingRow> rows = report.aging().rows();
        if (rows.isEmpty()) {
            text.append("nothing yet\n");
            return;
        }
        List<String> titles = new ArrayList<>(List.of("", rows.get(0).notDue().label()));
        rows.get(0).buckets().forEach(bucket -> titles.add(bucket.label()));
        titles.addAll(List.of("gross", "credit", "net", "items"));
        TextTable table = new TextTable(titles);
        for (AgingRow row : rows) {
            List<String> cells = new ArrayList<>(
                    List.of(row.currency().getCode(), amount(row.notDue().amount())));
            for (AgingColumn bucket : row.buckets()) {
                cells.add(amount(bucket.amount()));
            }
            cells.addAll(List.of(
                    amount(row.gross()),
                    amount(row.unallocatedCredit()),
                    amount(row.net()),
                    Long.toString(row.items())));
            table.row(cells);
        }
        text.append(table.text());
    }

    private void indicators() {
        if (report.indicators().isEmpty()) {
            return;
        }
        text.append("\nIndicators, over 90 days\n");
        List<String> titles = new ArrayList<>(List.of(""));
        report.indicators().forEach(figures -> titles.add(figures.currency().getCode()));
        TextTable table = new TextTable(titles);
        line(table, "DSO, simple", i -> days(i.dsoSimple()));
        line(
                table,
                "DSO, count-back",
                i -> (i.dsoCountBackIsLowerBound() ? ">= " : "") + days(Optional.of(i.dsoCountBack())));
        line(table, "best possible DSO", i -> days(i.bestPossibleDso()));
        line(table, "average days delinquent", i -> days(i.averageDaysDelinquent()));
        line(table, "overdue rate", i -> percent(i.overdueRate()));
        line(table, "mean payment delay", i -> days(i.meanPaymentDelayDays()));
        line(table, "mean cash delay", i -> days(i.meanCashDelayDays()));
        line(table, "on time, by count", i -> percent(i.onTimeRateByCount()));
        line(table, "on time, by amount", i -> percent(i.onTimeRateByAmount()));
        line(table, "recovery rate", i -> percent(i.recoveryRate()));
        line(table, "collection effectiveness", i -> percent(i.cei().map(value -> value.movePointLeft(2))));
        text.append(table.text());
    }

    private void line(TextTable table, String name, Function<Indicators, String> cell) {
        List<String> cells = new ArrayList<>(List.of(name));
        report.indicators().forEach(figures -> cells.add(cell.apply(figures)));
        table.row(cells);
    }

    private void segments() {
        if (report.customers().isEmpty()) {
            return;
        }
        text.append("\nCustomers by payer segment\n");
        TextTable table = new TextTable("", "customers");
        report.segments().forEach((segment, count) -> table.row(List.of(words(segment), Integer.toString(count))));
        text.append(table.text());
    }

    private void decisions(DecisionCounts counts) {
        text.append("\nDecided for ").append(report.asOf()).append('\n');
        TextTable table = new TextTable("", "");
        table.row(List.of("messages", Integer.toString(counts.messages())));
        table.row(List.of("tasks", Integer.toString(counts.tasks())));
        table.row(List.of("proposals that await approval", Integer.toString(counts.awaitingApproval())));
        counts.leftAlone()
                .forEach((reason, count) ->
                        table.row(List.of("invoices left alone: " + reasonWords(reason), Integer.toString(count))));
        text.append(table.text().stripLeading());
    }

    private static String reasonWords(ReasonCode reason) {
        return words(reason);
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String plural(int count, String what) {
        return grouped(Integer.toString(count)) + " " + what + (count == 1 ? "" : "s");
    }

    private static String amount(Money money) {
        String plain = money.getAmount().toPlainString();
        int point = plain.indexOf('.');
        return point < 0 ? grouped(plain) : grouped(plain.substring(0, point)) + plain.substring(point);
    }

    /** With a blank between thousands. */
    private static String grouped(String digits) {
        return digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", " ");
    }

    private static String days(Optional<BigDecimal> value) {
        return value.map(days -> days.setScale(1, RoundingMode.HALF_UP).toPlainString() + " days")
                .orElse(NONE);
    }

    private static String percent(Optional<BigDecimal> fraction) {
        return fraction.map(value -> value.movePointRight(2)
                                .setScale(1, RoundingMode.HALF_UP)
                                .toPlainString() + " %")
                .orElse(NONE);
    }
}
