package io.relance.adapter.paymentgocardless;

import io.relance.http.Deadline;
import io.relance.http.Exchange;
import io.relance.http.HttpLine;
import io.relance.http.Json;
import io.relance.http.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls to GoCardless's API. */
final class GoCardlessApi implements AutoCloseable {
    /** The only version there is so far; it must be named in every call. */
    static final String VERSION = "2015-07-06";

    /** What GoCardless said. Reasons are made of its codes: its sentences may repeat what they were asked. */
    sealed interface Reply {
        record Given(Json body) implements Reply {}

        /** Refused, and not carried out. */
        record Refused(int status, List<String> codes, Json body, String reason) implements Reply {
            boolean isForNow() {
                // a token that is wrong, or may not do this, says nothing of the request
                return status == 401 || status == 403 || status == 429;
            }
        }

        record NotReached(String reason) implements Reply {}

        record Unclear(String reason) implements Reply {}
    }

    private final HttpLine line;
    private final Map<String, String> headers;

    GoCardlessApi(GoCardlessSettings settings) {
        this.line = HttpLine.to(settings.apiBase());
        this.headers = Map.of(
                "Authorization",
                "Bearer " + settings.accessToken(),
                "GoCardless-Version",
                VERSION,
                "Accept",
                "application/json");
    }

    Reply get(String path, Deadline deadline) {
        return reply(line.call("GET", path, headers, Optional.empty(), deadline.left()));
    }

    /** @param key under which GoCardless does it once; empty for what does no harm twice */
    Reply post(String path, String json, Optional<String> key, Deadline deadline) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        key.ifPresent(given -> all.put("Idempotency-Key", given));
        return reply(line.call("POST", path, all, Optional.of(json.getBytes(StandardCharsets.UTF_8)), deadline.left()));
    }

    private static Reply reply(Exchange exchange) {
        if (exchange instanceof Exchange.NotReached none) {
            return new Reply.NotReached(none.reason());
        }
        if (exchange instanceof Exchange.Lost lost) {
            return new Reply.Unclear(lost.reason());
        }
        Exchange.Answered answer = (Exchange.Answered) exchange;
        Json body;
        try {
            body = Json.parse(answer.body());
        } catch (UnreadableJsonException e) {
            // a proxy's page, perhaps: it says nothing of what GoCardless did
            return new Reply.Unclear("GoCardless answered " + answer.status() + " with what can't be read");
        }
        int status = answer.status();
        if (status == 200 || status == 201) {
            return new Reply.Given(body);
        }
        List<String> codes = codes(body);
        String reason =
                "GoCardless answered " + status + (codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")");
        return status >= 400 && status < 500
                ? new Reply.Refused(status, codes, body, reason)
                : new Reply.Unclear(reason);
    }

    /** The error's type, then the reasons and fields of its parts, as far as they have the form of such words. */
    private static List<String> codes(Json body) {
        List<Optional<String>> found = new ArrayList<>();
        found.add(body.at("error", "type").text());
        body.at("error", "errors").items().stream().limit(10).forEach(part -> {
            found.add(part.at("reason").text());
            found.add(part.at("field").text());
        });
        return found.stream()
                .flatMap(Optional::stream)
                .filter(word -> word.matches("[a-z0-9_.]{1,80}"))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        line.close();
    }
}
