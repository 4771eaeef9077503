package io.relance.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An event in a line for people: the day, what, who, the message, invoices, amounts, why. All of it is in the JSON. */
final class TimelineText {
    private static final int SHORT_ID = 16;
    private static final int LONGEST = 240;
    /** Events that say so when they are for good, and nothing when they are not. */
    private static final Set<String> MAYBE_FOR_GOOD = Set.of("MessageRejected", "DeliveryFailed");

    private TimelineText() {}

    /**
     * The line of an event, ended by a line feed.
     *
     * @param event as it is written in JSON
     */
    static String line(ObjectNode event) {
        ObjectNode left = event.deepCopy();
        String day = left.remove("day").asString();
        String type = left.remove("type").asString();
        String actor = left.remove("actor").asString();
        // when to the second, and the name that a channel gave, are for programs
        left.remove(List.of("at", "reference"));
        if (MAYBE_FOR_GOOD.contains(type) && !left.has("forGood")) {
            left.put("forGood", false);
        }
        String details = String.join(", ", parts(left));
        String line = day + "  " + words(type) + " by " + actor + (details.isEmpty() ? "" : ": " + details);
        String whole = line.replaceAll("\\s+", " ").replaceFirst(" ", "  ");
        return (whole.length() > LONGEST ? whole.substring(0, LONGEST) + "..." : whole) + "\n";
    }

    /** {@code MessagePlanned} as {@code message planned}. */
    private static String words(String type) {
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static List<String> parts(ObjectNode event) {
        List<String> parts = new ArrayList<>();
        boolean whole = event.get("message") instanceof ObjectNode;
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            // the hand-over of a message that is told of anyway, or the page that it has
            boolean told = (whole && field.getKey().equals("delivery"))
                    || (event.has("message") && field.getKey().equals("key"));
            if (!told) {
                String part = part(field.getKey(), field.getValue());
                if (!part.isBlank()) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    private static String part(String key, JsonNode value) {
        return switch (key) {
            case "message" -> value instanceof ObjectNode message ? message(message) : shown(value);
            case "delivery" ->
                value instanceof ObjectNode delivery
                        ? shown(delivery.path("message")) + " over " + shown(delivery.path("channel"))
                        : shown(value);
            case "reason" -> value instanceof ObjectNode reason ? reason(reason) : shown(value);
            case "claim" -> value instanceof ObjectNode claim ? claim(claim) : shown(value);
            case "claims" -> value.valueStream().map(TimelineText::claim).collect(Collectors.joining(", "));
            case "task" -> value instanceof ObjectNode task ? task(task) : "task " + shown(value);
            // of what a provider was asked for: for a page it begins as the id of its message
            case "key" ->
                "request "
                        + shown(value)
                                .substring(0, Math.min(SHORT_ID, shown(value).length()));
            case "news" -> value instanceof ObjectNode news ? news(news) : shown(value);
            case "lines" -> value.valueStream().map(TimelineText::messageLine).collect(Collectors.joining(", "));
            case "lastDay" -> "until " + shown(value);
            case "forGood" -> value.asBoolean() ? "for good" : "for now";
            case "receivable", "receivables", "joined", "about", "text", "why", "what", "detail", "provider" ->
                shown(value);
            default -> shown(value).isEmpty() ? "" : key + " " + shown(value);
        };
    }

    private static String message(ObjectNode message) {
        String step = shown(message.path("step").path("step"));
        String routes = message.path("routes")
                .valueStream()
                .map(route -> shown(route.path("channel")))
                .collect(Collectors.joining(", "));
        String lines = message.path("lines")
                .valueStream()
                .map(TimelineText::messageLine)
                .collect(Collectors.joining(", "));
        return shown(message.path("id")) + " "
                + (step.isEmpty() ? shown(message.path("kind")).toLowerCase(Locale.ROOT) : step) + " to "
                + shown(message.path("contact")) + " by " + routes + ": " + lines;
    }

    private static String messageLine(JsonNode line) {
        String role = shown(line.path("role"));
        return shown(line.path("receivable")) + " " + shown(line.path("amount"))
                + (role.isEmpty() || role.equals("CLAIMED")
                        ? ""
                        : " (" + role.toLowerCase(Locale.ROOT).replace('_', ' ') + ")");
    }

    private static String news(ObjectNode news) {
        return Stream.of(
                        shown(news.path("kind")).toLowerCase(Locale.ROOT),
                        shown(news.path("amount")),
                        shown(news.path("text")))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private static String reason(ObjectNode reason) {
        String text = shown(reason.path("text"));
        return shown(reason.path("code")) + (text.isEmpty() ? "" : ": " + text);
    }

    private static String claim(JsonNode claim) {
        String kind = shown(claim.path("kind")).toLowerCase(Locale.ROOT).replace('_', ' ');
        String until = shown(claim.path("accruals")).isEmpty()
                ? ""
                : " until "
                        + shown(claim.path("accruals")
                                .path(claim.path("accruals").size() - 1)
                                .path("to"));
        return shown(claim.path("receivable")) + " " + kind + " " + shown(claim.path("amount")) + until;
    }

    private static String task(ObjectNode task) {
        String due = shown(task.path("due"));
        return shown(task.path("team")) + ": " + shown(task.path("text")) + " (" + shown(task.path("receivables")) + ")"
                + (due.isEmpty() ? "" : ", due " + due);
    }

    /** Any value, ids of messages short. */
    private static String shown(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object.properties().stream()
                    .map(field -> field.getKey() + " " + shown(field.getValue()))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        if (value instanceof ArrayNode list) {
            return list.valueStream().map(TimelineText::shown).collect(Collectors.joining(", "));
        }
        String text = value.isMissingNode() || value.isNull() ? "" : value.asString();
        return text.matches("[0-9a-f]{64}") ? text.substring(0, SHORT_ID) : text;
    }
}
