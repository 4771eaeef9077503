package io.relance.examples.quickstart;

import io.relance.action.ScenarioRef;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.Reason;
import io.relance.plan.TraceLine;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answer to "why was this customer (not) reminded on that day?". */
final class Explanation {
    private static final int SCHEMA = 1;

    private final AccountDay day;
    private final Decision decision;
    private final List<ItemOutcome> invoices;

    Explanation(AccountDay day, List<ItemOutcome> invoices) {
        this.day = day;
        this.decision = day.decision();
        this.invoices = invoices;
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder()
                .append(day.ledger().customer())
                .append(" on ")
                .append(decision.date())
                .append('\n')
                .append(day.nextReview()
                        .map(review -> "next look on " + review)
                        .orElse("no next look while nothing changes"))
                .append('\n');
        if (invoices.isEmpty()) {
            text.append("\nno open invoice\n");
        }
        invoices.forEach(item -> invoice(text, item));
        return text.toString();
    }

    private void invoice(StringBuilder text, ItemOutcome item) {
        text.append('\n').append(item.receivable()).append(": ").append(item.open());
        if (!item.dunnable().isEqual(item.open())) {
            text.append(", of which ").append(item.dunnable()).append(" may be asked for");
        }
        text.append(", ").append(lateness(item.daysLate())).append('\n');
        switch (item.kind()) {
            case MESSAGE ->
                text.append("  in message ")
                        .append(item.message().map(id -> id.shortForm()).orElse(""))
                        .append(item.step()
                                .map(step -> ", which takes its step " + step.step())
                                .orElse(", which claims it beside others"))
                        .append('\n');
            case TASK ->
                text.append("  a task was raised")
                        .append(item.step()
                                .map(step -> " by its step " + step.step())
                                .orElse(""))
                        .append('\n');
            case LEFT_ALONE -> leftAlone(text, item);
        }
        item.trace()
                .lines()
                .forEach(line -> text.append("  condition ")
                        .append(line.path())
                        .append(": ")
                        .append(line.fact())
                        .append(' ')
                        .append(line.operator())
                        .append(' ')
                        .append(line.expected())
                        .append(", and it is ")
                        .append(line.actual())
                        .append(": ")
                        .append(line.truth())
                        .append('\n'));
    }

    private static void leftAlone(StringBuilder text, ItemOutcome item) {
        item.reason()
                .ifPresent(reason ->
                        text.append("  left alone, ").append(inWords(reason)).append('\n'));
        item.alsoReasons()
                .forEach(reason -> text.append("  and ").append(inWords(reason)).append('\n'));
        item.message()
                .ifPresent(id ->
                        text.append("  in proposal ").append(id.shortForm()).append('\n'));
        if (item.step().isPresent() && item.message().isEmpty()) {
            text.append("  its step ")
                    .append(item.step().get().step())
                    .append(item.stepDate().map(date -> ": " + date).orElse(""))
                    .append('\n');
        }
    }

    private static String inWords(Reason reason) {
        return reason.code() + ": " + reason.text()
                + reason.until().map(until -> " (until " + until + ")").orElse("");
    }

    private static String lateness(long days) {
        if (days > 0) {
            return days + (days == 1 ? " day late" : " days late");
        }
        return days == 0 ? "due that day" : "due in " + -days + (days == -1 ? " day" : " days");
    }

    /** For programs. */
    String json() {
        ObjectNode root = Json.object();
        root.put("schema", SCHEMA);
        root.put("asOf", decision.date().toString());
        root.putObject("account")
                .put("creditor", decision.account().creditor().value())
                .put("customer", decision.account().customer().value())
                .put("name", day.ledger().customer().name());
        ArrayNode list = root.putArray("invoices");
        invoices.forEach(item -> invoice(list.addObject(), item));
        return Json.text(root);
    }

    private void invoice(ObjectNode node, ItemOutcome item) {
        node.put("invoice", item.receivable().value());
        node.put("open", Json.amount(item.open()));
        node.put("dunnable", Json.amount(item.dunnable()));
        node.put("outcome", item.kind().name());
        text(node, "reason", item.reason().map(reason -> reason.code().name()));
        ArrayNode also = node.putArray("alsoReasons");
        item.alsoReasons().forEach(reason -> also.add(reason.code().name()));
        text(node, "until", item.reason().flatMap(Reason::until).map(LocalDate::toString));
        text(
                node,
                "scenario",
                item.step()
                        .map(step -> step.scenario().id())
                        .or(() -> day.memory()
                                .progressOf(item.receivable())
                                .scenario()
                                .map(ScenarioRef::id)));
        text(node, "step", item.step().map(step -> step.step()));
        text(node, "stepDate", item.stepDate().map(LocalDate::toString));
        text(node, "nextReview", day.nextReview().map(LocalDate::toString));
        ArrayNode trace = node.putArray("trace");
        for (TraceLine line : item.trace().lines()) {
            trace.addObject()
                    .put("path", line.path())
                    .put("fact", line.fact())
                    .put("operator", line.operator())
                    .put("expected", line.expected())
                    .put("actual", line.actual())
                    .put("truth", line.truth().name());
        }
        node.put("currency", item.open().getCurrencyUnit().getCode());
        node.put("daysLate", item.daysLate());
        text(node, "text", item.reason().map(Reason::text));
        text(node, "messageId", item.message().map(id -> id.value()));
    }

    private static void text(ObjectNode node, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> node.put(key, text), () -> node.putNull(key));
    }
}
