package io.relance.examples.quickstart;

import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.aging.AgingColumn;
import io.relance.aging.AgingRow;
import io.relance.kpi.Indicators;
import io.relance.money.MoneyBag;
import java.io.IOException;
import java.io.Writer;
import org.joda.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document {@code report.json}. */
final class ReportJson {
    private static final int SCHEMA = 1;

    private ReportJson() {}

    /**
     * Writes the whole document; customer by customer, since there may be many.
     *
     * @throws IOException when {@code out} can't be written to
     */
    static void write(Report report, Writer out) throws IOException {
        try {
            document(report, out);
        } catch (JacksonIOException e) {
            // Jackson wraps what the file system says
            throw e.getCause();
        }
    }

    private static void document(Report report, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            head(report).forEachEntry((key, value) -> json.writeName(key).writePOJO(value));
            json.writeArrayPropertyStart("customers");
            for (CustomerFigures customer : report.customers()) {
                ObjectNode node = Json.object();
                customer(node, customer);
                json.writePOJO(node);
            }
            json.writeEndArray();
            json.writeName("decisions");
            if (report.decisions().isPresent()) {
                ObjectNode node = Json.object();
                decisions(node, report.decisions().get());
                json.writePOJO(node);
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** What comes before the customers. */
    private static ObjectNode head(Report report) {
        ObjectNode head = Json.object();
        head.put("schema", SCHEMA);
        head.put("asOf", report.asOf().toString());
        head.put("creditor", report.creditor());
        books(head.putObject("books"), report.counts());
        ArrayNode aging = head.putArray("aging");
        report.aging().rows().forEach(row -> aging(aging.addObject(), row));
        ArrayNode indicators = head.putArray("indicators");
        report.indicators().forEach(figures -> indicators(indicators.addObject(), figures));
        ObjectNode segments = head.putObject("segments");
        report.segments().forEach((segment, count) -> segments.put(segment.name(), count));
        return head;
    }

    private static void books(ObjectNode books, ImportedBooks.Counts counts) {
        books.put("invoices", counts.invoices());
        books.put("creditNotes", counts.creditNotes());
        books.put("payments", counts.payments());
        books.put("customers", counts.customers());
        books.put("badRows", counts.badRows());
        ObjectNode warnings = books.putObject("warnings");
        counts.warnings().forEach((code, count) -> warnings.put(code, count));
    }

    private static void aging(ObjectNode node, AgingRow row) {
        node.put("currency", row.currency().getCode());
        node.put("notDue", Json.amount(row.notDue().amount()));
        ArrayNode buckets = node.putArray("buckets");
        for (AgingColumn column : row.buckets()) {
            ObjectNode bucket = buckets.addObject();
            bucket.put("fromDays", column.fromDays().orElseThrow());
            if (column.toDays().isPresent()) {
                bucket.put("toDays", column.toDays().getAsInt());
            } else {
                bucket.putNull("toDays");
            }
            bucket.put("amount", Json.amount(column.amount()));
            bucket.put("items", column.items());
        }
        node.put("unallocatedCredit", Json.amount(row.unallocatedCredit()));
        node.put("gross", Json.amount(row.gross()));
        node.put("net", Json.amount(row.net()));
        node.put("items", row.items());
    }

    private static void indicators(ObjectNode node, Indicators figures) {
        node.put("currency", figures.currency().getCode());
        node.set("dsoSimple", Json.number(figures.dsoSimple()));
        node.set("dsoCountBack", Json.number(figures.dsoCountBack()));
        node.put("dsoCountBackIsLowerBound", figures.dsoCountBackIsLowerBound());
        node.set("bestPossibleDso", Json.number(figures.bestPossibleDso()));
        node.set("averageDaysDelinquent", Json.number(figures.averageDaysDelinquent()));
        node.set("overdueRate", Json.number(figures.overdueRate()));
        node.set("meanPaymentDelayDays", Json.number(figures.meanPaymentDelayDays()));
        node.set("meanCashDelayDays", Json.number(figures.meanCashDelayDays()));
        node.set("onTimeRateByCount", Json.number(figures.onTimeRateByCount()));
        node.set("onTimeRateByAmount", Json.number(figures.onTimeRateByAmount()));
        node.set("recoveryRate", Json.number(figures.recoveryRate()));
        node.set("cei", Json.number(figures.cei()));
    }

    private static void customer(ObjectNode node, CustomerFigures figures) {
        node.put("id", figures.id().value());
        node.put("name", figures.name());
        node.put("segment", figures.segment().name());
        figures.score()
                .ifPresentOrElse(
                        score -> node.put("paymentScore", score.value())
                                .put("riskLevel", score.level().name()),
                        () -> node.putNull("paymentScore").putNull("riskLevel"));
        node.set("meanDelayDays", Json.number(figures.meanDelayDays()));
        amounts(node.putObject("open"), figures.open());
        amounts(node.putObject("overdue"), figures.overdue());
        node.put("oldestDaysLate", figures.oldestDaysLate());
    }

    private static void amounts(ObjectNode node, MoneyBag bag) {
        for (Money sum : bag.sums()) {
            if (sum.isPositive()) {
                node.put(sum.getCurrencyUnit().getCode(), Json.amount(sum));
            }
        }
    }

    private static void decisions(ObjectNode node, DecisionCounts counts) {
        node.put("messages", counts.messages());
        node.put("tasks", counts.tasks());
        node.put("awaitingApproval", counts.awaitingApproval());
        ObjectNode leftAlone = node.putObject("leftAlone");
        counts.leftAlone().forEach((reason, count) -> leftAlone.put(reason.name(), count));
    }
}
