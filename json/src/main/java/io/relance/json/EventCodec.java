package io.relance.json;

import io.relance.history.AccountEvent;

/**
 * The stored body of an event. Canonical JSON, the format with its version first; the same event always gives the same bytes,
 * and reading gives an equal event back.
 */
public final class EventCodec {
    /** The version in which bodies are written; older ones stay readable. */
    public static final int VERSION = 1;

    private static final String FORMAT = "event";

    private EventCodec() {}

    /** What bodies call the kind of {@code event}. */
    public static String type(AccountEvent event) {
        return kind(event).name();
    }

    /** The body. */
    public static byte[] encode(AccountEvent event) {
        EventForms.Kind<?> kind = kind(event);
        StoredOut out = StoredOut.body(FORMAT, VERSION)
                .text("type", kind.name())
                .text("day", event.day())
                .text("actor", event.actor());
        kind.write(event, out);
        return out.bytes();
    }

    /**
     * The event in a body.
     *
     * @throws StoredBodyException when it is none, or of a version or kind that is not known here
     */
    public static AccountEvent decode(byte[] body) {
        return StoredIn.body(body, FORMAT, VERSION, EventCodec::read);
    }

    private static AccountEvent read(StoredIn in) {
        String type = in.text("type");
        for (EventForms.Kind<?> kind : EventForms.KINDS) {
            if (kind.name().equals(type)) {
                AccountEvent event = kind.reader().apply(in);
                if (!event.actor().equals(in.text("actor"))) {
                    throw new StoredBodyException("an event " + type + " is the engine's, not of " + in.text("actor"));
                }
                return event;
            }
        }
        throw new StoredBodyException("a stored event has the unknown type \"" + type + "\"");
    }

    private static EventForms.Kind<?> kind(AccountEvent event) {
        for (EventForms.Kind<?> kind : EventForms.KINDS) {
            if (kind.type().isInstance(event)) {
                return kind;
            }
        }
        throw new IllegalStateException("no stored form for " + event.getClass());
    }
}
