package io.relance.adapter.paymentstripe;

import io.relance.http.Deadline;
import io.relance.http.Exchange;
import io.relance.http.HttpLine;
import io.relance.http.Json;
import io.relance.http.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls to Stripe's API. */
final class StripeApi implements AutoCloseable {
    /** The version whose requests and answers this speaks, whatever the account's own is. */
    static final String VERSION = "2025-07-30.basil";

    static final String LINKS = "/v1/payment_links";
    /** The pages that links have opened. */
    static final String SESSIONS = "/v1/checkout/sessions";

    /** What Stripe said. Reasons are made of its codes: its sentences may repeat what they were asked. */
    sealed interface Reply {
        record Given(Json body) implements Reply {}

        /** Anything else; the reason is one line for people. */
        sealed interface Failed extends Reply {
            String reason();
        }

        /** Refused, and not carried out. */
        record Refused(int status, String type, String reason) implements Failed {
            boolean isForNow() {
                // a key that is wrong, or may not do this, says nothing of the request
                return status == 401 || status == 403 || status == 429;
            }
        }

        record NotReached(String reason) implements Failed {}

        record Unclear(String reason) implements Failed {}
    }

    private final HttpLine line;
    private final Map<String, String> headers;

    StripeApi(StripeSettings settings) {
        this.line = HttpLine.to(settings.apiBase());
        this.headers = Map.of("Authorization", "Bearer " + settings.secretKey(), "Stripe-Version", VERSION);
    }

    Reply get(String path, Deadline deadline) {
        return reply(line.call("GET", path, headers, Optional.empty(), deadline.left()));
    }

    /** @param key under which Stripe does it once; empty for what does no harm twice */
    Reply post(String path, String form, Optional<String> key, Deadline deadline) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        key.ifPresent(given -> all.put("Idempotency-Key", given));
        return reply(line.call("POST", path, all, Optional.of(form.getBytes(StandardCharsets.UTF_8)), deadline.left()));
    }

    /** Whether it has the form of a link's id. */
    static boolean isLink(String id) {
        return id.matches("plink_[A-Za-z0-9_]{1,200}");
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
            // a proxy's page, perhaps: it says nothing of what Stripe did
            return new Reply.Unclear("Stripe answered " + answer.status() + " with what can't be read");
        }
        int status = answer.status();
        if (status == 200) {
            return new Reply.Given(body);
        }
        // 409: another request under the same key is under way; from 500 on Stripe itself does not say how far it came
        return status >= 400 && status < 500 && status != 409
                ? new Reply.Refused(status, word(body, "type"), reason(status, body))
                : new Reply.Unclear(reason(status, body));
    }

    private static String reason(int status, Json body) {
        String words = Stream.of("type", "code", "decline_code", "param")
                .map(name -> word(body, name))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        return "Stripe answered " + status + (words.isEmpty() ? "" : " (" + words + ")");
    }

    /** One of the words that Stripe's documentation lists; empty when it has not the form of one. */
    private static String word(Json body, String name) {
        return body.at("error", name)
                .text()
                .filter(word -> word.matches("[a-z0-9_\\[\\]]{1,80}"))
                .orElse("");
    }

    @Override
    public void close() {
        line.close();
    }
}
