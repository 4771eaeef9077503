package io.relance.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Calls to a service that answers in JSON, and what it said: done, refused, or nobody knows. Reasons are made of the service's codes
 * alone, for its sentences may repeat what they were asked. For several threads.
 */
public final class JsonApi implements AutoCloseable {
    /** What came of a call. */
    public sealed interface Reply {
        /** Done. */
        record Given(Json body) implements Reply {}

        /** Anything else. */
        sealed interface Failed extends Reply {
            /** One line for people. */
            String reason();
        }

        /** Refused, and not carried out; a status from 400 to 499. */
        record Refused(int status, Json body, String reason) implements Failed {
            /** Whether that says nothing of the request: the key is wrong or may not do this, or there were too many calls. */
            public boolean isForNow() {
                return status == 401 || status == 403 || status == 429;
            }
        }

        /** The service got nothing. */
        record NotReached(String reason) implements Failed {}

        /** Nobody knows how far it came: no answer, one that can't be read, or any other status. */
        record Unclear(String reason) implements Failed {}
    }

    private final String name;
    private final HttpLine line;
    private final Map<String, String> headers;
    private final String contentType;
    private final Function<Json, List<String>> codes;

    /**
     * The API of a service; nothing is called yet.
     *
     * @param name of the service, for reasons
     * @param base where its paths begin; see {@link HttpLine#to}
     * @param headers those of every call
     * @param contentType that of the bodies that are posted
     * @param codes the words of an answer that is no success by which people know what it was, and that repeat nothing
     * @throws IllegalArgumentException when keys must not be sent to that address
     */
    public JsonApi(
            String name,
            URI base,
            Map<String, String> headers,
            String contentType,
            Function<Json, List<String>> codes) {
        this.name = name;
        this.line = HttpLine.to(base);
        this.headers = Map.copyOf(headers);
        this.contentType = contentType;
        this.codes = codes;
    }

    /**
     * Asks for what is there.
     *
     * @param path begins with a slash; whatever comes from outside is escaped in it
     */
    public Reply get(String path, Deadline deadline) {
        return reply(line.call("GET", path, headers, Optional.empty(), deadline.left()));
    }

    /**
     * Has something done.
     *
     * @param path as for {@link #get}
     * @param key under which the service does it once ({@code Idempotency-Key}); empty for what does no harm twice
     */
    public Reply post(String path, String body, Optional<String> key, Deadline deadline) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", contentType);
        key.ifPresent(given -> all.put("Idempotency-Key", given));
        return reply(line.call("POST", path, all, Optional.of(body.getBytes(StandardCharsets.UTF_8)), deadline.left()));
    }

    private Reply reply(Exchange exchange) {
        if (exchange instanceof Exchange.NotReached none) {
            return new Reply.NotReached(none.reason());
        }
        if (exchange instanceof Exchange.Lost lost) {
            return new Reply.Unclear(lost.reason());
        }
        Exchange.Answered answer = (Exchange.Answered) exchange;
        int status = answer.status();
        Json body;
        try {
            body = Json.parse(answer.body());
        } catch (UnreadableJsonException e) {
            // a proxy's page, perhaps: it says nothing of what the service did
            return new Reply.Unclear(name + " answered " + status + " with what can't be read");
        }
        if (status == 200 || status == 201) {
            return new Reply.Given(body);
        }
        List<String> words = codes.apply(body);
        String reason = name + " answered " + status + (words.isEmpty() ? "" : " (" + String.join(", ", words) + ")");
        return status >= 400 && status < 500 ? new Reply.Refused(status, body, reason) : new Reply.Unclear(reason);
    }

    /** Makes no more calls; see {@link HttpLine#close}. */
    @Override
    public void close() {
        line.close();
    }

    /** Whose it is, and where; no header. */
    @Override
    public String toString() {
        return name + " at " + line;
    }
}
