package io.relance.adapter.channelwebhook;

import io.relance.history.AccountEvent;
import io.relance.http.Exchange;
import io.relance.http.OneShotLine;
import io.relance.json.EventCodec;
import io.relance.receivable.AccountId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Posts what happened to accounts to a system of the host's own, a page of the engine's feed at a time: claims, waivers,
 * write-offs for its ledger, say. The host keeps the place behind a page once the page was taken, and not before; after a
 * crash, or without an answer, the same events are posted again, and creditor, customer and sequence name each of them for
 * ever, so that the receiver knows it again. For several threads.
 */
public final class EventPoster implements AutoCloseable {
    /** Of the form. */
    static final int VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * An event as the feed has it.
     *
     * @param sequence its number within the account, from 1
     * @param at when it was recorded
     */
    public record Event(AccountId account, long sequence, Instant at, AccountEvent event) {}

    private final WebhookEndpoint endpoint;
    private final OneShotLine line;

    private EventPoster(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
        this.line = OneShotLine.of(endpoint.trust(), 0);
    }

    /** A poster to an endpoint. */
    public static EventPoster create(WebhookEndpoint endpoint) {
        return new EventPoster(endpoint);
    }

    /**
     * Posts some events in one request, in the order given. Nothing is posted when there are none.
     *
     * @param timeout for all of it
     * @return why they may not have been taken, in words for people: they are to be posted again. Empty when they were (2xx)
     */
    public Optional<String> post(List<Event> events, Duration timeout) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        byte[] body = body(events);
        if (body.length > endpoint.maxBytes()) {
            return Optional.of(events.size() + " events have " + body.length + " bytes as JSON; at most "
                    + endpoint.maxBytes() + " are posted at once: fewer are to be");
        }
        Exchange exchange = line.send(endpoint.signed(body), "POST", body, timeout);
        if (exchange instanceof Exchange.Answered answer) {
            return answer.status() >= 200 && answer.status() < 300
                    ? Optional.empty()
                    : Optional.of(endpoint.host() + " answered " + answer.status());
        }
        return Optional.of(endpoint.host() + " "
                + (exchange instanceof Exchange.NotReached nobody
                        ? nobody.reason()
                        : ((Exchange.Lost) exchange).reason()));
    }

    private static byte[] body(List<Event> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("version", VERSION);
            out.writeStringProperty("type", "events");
            out.writeArrayPropertyStart("events");
            for (Event event : events) {
                out.writeStartObject();
                out.writeStringProperty("creditor", event.account().creditor().value());
                out.writeStringProperty("customer", event.account().customer().value());
                out.writeNumberProperty("sequence", event.sequence());
                out.writeStringProperty("at", event.at().toString());
                out.writeName("event");
                out.writeRawValue(new String(EventCodec.encode(event.event()), StandardCharsets.UTF_8));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Lets go of what requests were made with. */
    @Override
    public void close() {
        line.close();
    }

    /** The endpoint's host, without anything secret. */
    @Override
    public String toString() {
        return "events to " + endpoint.host();
    }
}
