package io.relance.examples.quickstart;

import io.relance.PreFlightFinding;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages of some days that would not leave. */
record PreflightReport(LocalDate asOf, LocalDate until, List<PreFlightFinding> findings) {
    private static final int SCHEMA = 1;
    /** An invoice number says which message it is; a list of hundreds does not say more. */
    private static final int MOST_NAMED = 5;

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder("from ")
                .append(asOf)
                .append(" to ")
                .append(until)
                .append(": ")
                .append(
                        findings.isEmpty()
                                ? "every message could leave"
                                : findings.size()
                                        + (findings.size() == 1
                                                ? " message would not leave"
                                                : " messages would not leave"))
                .append('\n');
        for (PreFlightFinding finding : findings) {
            text.append('\n')
                    .append(finding.on())
                    .append("  customer ")
                    .append(finding.account().customer())
                    .append(
                            finding.customer()
                                            .equals(finding.account().customer().value())
                                    ? ""
                                    : " (" + finding.customer() + ")")
                    .append(finding.step().map(step -> ", step " + step).orElse(""))
                    .append(": ")
                    .append(invoices(finding.receivables()))
                    .append("\n  ")
                    .append(finding.code())
                    .append(": ")
                    .append(finding.what().replaceAll("\\s+", " "))
                    .append("\n  ")
                    .append(finding.remedy())
                    .append('\n');
        }
        return text.toString();
    }

    private static String invoices(List<ReceivableId> all) {
        String named = all.stream().limit(MOST_NAMED).map(ReceivableId::value).collect(Collectors.joining(", "));
        return all.size() > MOST_NAMED ? named + " and " + (all.size() - MOST_NAMED) + " more" : named;
    }

    /** For programs. */
    String json() {
        ObjectNode root = Json.object();
        root.put("schema", SCHEMA);
        root.put("asOf", asOf.toString());
        root.put("until", until.toString());
        ArrayNode all = root.putArray("findings");
        for (PreFlightFinding finding : findings) {
            ObjectNode node = all.addObject();
            node.put("customer", finding.account().customer().value());
            node.put("name", finding.customer());
            ArrayNode invoices = node.putArray("invoices");
            finding.receivables().forEach(id -> invoices.add(id.value()));
            finding.step().ifPresentOrElse(step -> node.put("step", step), () -> node.putNull("step"));
            node.put("on", finding.on().toString());
            node.put("code", finding.code().name());
            node.put("what", finding.what());
            node.put("remedy", finding.remedy());
        }
        return Json.text(root);
    }
}
