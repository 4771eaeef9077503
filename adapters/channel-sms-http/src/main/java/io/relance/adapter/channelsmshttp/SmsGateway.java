package io.relance.adapter.channelsmshttp;

import io.relance.delivery.ChannelId;
import io.relance.receivable.CreditorId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How a gateway takes text messages: its address, what a request says, and how its answer is read. {@link TwilioMessaging}
 * and {@link VonageMessages} know two of them.
 *
 * <p>Bodies and headers have places: {@code {recipient}} (the number with its plus), {@code {digits}} (without), {@code
 * {text}}, {@code {sender}}, {@code {delivery}} (the delivery id) and {@code {callback}} (see {@link SmsCallbacks#url});
 * headers {@code {delivery}} alone. What is put in is escaped as the body's format wants it. A field whose places hold
 * nothing is left out.
 *
 * <p>Unless said otherwise: {@code POST}; no key; the channel {@link ChannelId#SMS}; at most {@value #MAX_SEGMENTS} segments;
 * statuses read as {@link Verdict} says; no callbacks; no promise about delivery ids. Immutable.
 */
public final class SmsGateway {
    /** The most segments of a text. */
    public static final int MAX_SEGMENTS = 10;

    /**
     * What an answer says. By its status: 2xx is accepted; 400, 413, 414 and 422 are refused for good; 409, 500, 502 and 504
     * are in doubt; everything else, such as 401, 402, 403, 404, 429 or 503, is refused for now, since it is no matter of
     * this recipient. What {@link Builder#verdict(String, Verdict)} says of a code goes before.
     */
    public enum Verdict {
        /** The message is the gateway's to deliver. */
        ACCEPTED,
        /** Not now; nothing has left. */
        REFUSED_FOR_NOW,
        /** Never this message to this recipient; nothing has left. */
        REFUSED_FOR_GOOD,
        /** Nobody knows whether it was taken. */
        IN_DOUBT
    }

    private final URI url;
    private final String method;
    private final Optional<Authorization> authorization;
    private final Map<String, String> headers;
    private final Body body;
    private final AnswerReading answers;
    private final ChannelId channel;
    private final Optional<String> sender;
    private final Map<CreditorId, String> senders;
    private final int maxSegments;
    private final Optional<SSLContext> trust;
    private final Optional<SmsCallbacks> callbacks;
    private final boolean honoursDeliveryIds;
    private final InstantSource clock;

    private SmsGateway(Builder builder, Body body) {
        this.url = builder.url;
        this.method = builder.method;
        this.authorization = builder.authorization;
        this.headers = Map.copyOf(builder.headers);
        this.body = body;
        this.answers = new AnswerReading(
                builder.url.getHost(),
                builder.reference,
                builder.code,
                builder.words,
                Map.copyOf(builder.byStatus),
                Map.copyOf(builder.byCode));
        this.channel = builder.channel;
        this.sender = builder.sender;
        this.senders = Map.copyOf(builder.senders);
        this.maxSegments = builder.maxSegments;
        this.trust = builder.trust;
        this.callbacks = builder.callbacks;
        this.honoursDeliveryIds = builder.honoursDeliveryIds;
        this.clock = builder.clock;
    }

    /**
     * A builder for a gateway at an address: https, or http on this machine.
     *
     * @throws IllegalArgumentException when it is another, has a fragment or credentials
     */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    URI url() {
        return url;
    }

    String method() {
        return method;
    }

    Optional<Authorization> authorization() {
        return authorization;
    }

    Map<String, String> headers() {
        return headers;
    }

    Body body() {
        return body;
    }

    AnswerReading answers() {
        return answers;
    }

    ChannelId channel() {
        return channel;
    }

    /** From whom the messages of a creditor are. */
    Optional<String> sender(CreditorId creditor) {
        return Optional.ofNullable(senders.get(creditor)).or(() -> sender);
    }

    boolean needsSender() {
        return body.places().contains(Places.SENDER);
    }

    int maxSegments() {
        return maxSegments;
    }

    Optional<SSLContext> trust() {
        return trust;
    }

    Optional<SmsCallbacks> callbacks() {
        return callbacks;
    }

    boolean honoursDeliveryIds() {
        return honoursDeliveryIds;
    }

    InstantSource clock() {
        return clock;
    }

    /** The channel and the gateway's host, without anything secret. */
    @Override
    public String toString() {
        return channel + " over " + url.getHost();
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, String> form = new LinkedHashMap<>();
        private final Map<Integer, Verdict> byStatus = new HashMap<>();
        private final Map<String, Verdict> byCode = new HashMap<>();
        private final Map<CreditorId, String> senders = new HashMap<>();
        private URI url;
        private String method = "POST";
        private Optional<Authorization> authorization = Optional.empty();
        private Optional<String> json = Optional.empty();
        private Optional<String> reference = Optional.empty();
        private Optional<String> code = Optional.empty();
        private Optional<String> words = Optional.empty();
        private ChannelId channel = ChannelId.SMS;
        private Optional<String> sender = Optional.empty();
        private int maxSegments = MAX_SEGMENTS;
        private Optional<SSLContext> trust = Optional.empty();
        private Optional<SmsCallbacks> callbacks = Optional.empty();
        private boolean honoursDeliveryIds;
        private InstantSource clock = InstantSource.system();

        private Builder(URI url) {
            this.url = Settings.url(url);
        }

        /** Another address; see {@link SmsGateway#builder}. A preset's gateway in another region, for one. */
        public Builder url(URI other) {
            this.url = Settings.url(other);
            return this;
        }

        /** {@code POST} or {@code PUT}. */
        public Builder method(String name) {
            if (!name.equals("POST") && !name.equals("PUT")) {
                throw new IllegalArgumentException("a message is sent by POST or PUT, not by " + name);
            }
            this.method = name;
            return this;
        }

        /** HTTP Basic authentication. */
        public Builder basic(String user, String password) {
            this.authorization = Optional.of(Authorization.basic(user, password));
            return this;
        }

        /** A token that does not change, as {@code Authorization: Bearer}. */
        public Builder bearer(String token) {
            this.authorization = Optional.of(Authorization.bearer(token));
            return this;
        }

        /** A token that is asked for anew with each message, on the thread that hands over. */
        public Builder bearer(Supplier<String> tokens) {
            this.authorization = Optional.of(Authorization.bearer(tokens));
            return this;
        }

        /** A header whose value is a key; nothing shows it. */
        public Builder keyHeader(String name, String key) {
            this.authorization = Optional.of(Authorization.header(checkedHeader(name), key));
            return this;
        }

        /**
         * One more header.
         *
         * @param value printable ASCII, which may have the place {@code {delivery}}
         */
        public Builder header(String name, String value) {
            if (!Settings.isPrintable(value) || !Set.of(Places.DELIVERY).containsAll(Places.in(value))) {
                throw new IllegalArgumentException(
                        "a header's value is printable ASCII with no place but {delivery}: " + name);
            }
            headers.put(checkedHeader(name), value);
            return this;
        }

        private static String checkedHeader(String name) {
            // refuses what is no name, and what the client sets itself
            HttpRequest.newBuilder().setHeader(name, "x");
            if (name.toLowerCase(Locale.ROOT).equals("content-type")) {
                throw new IllegalArgumentException("the type of the body follows from its template");
            }
            return name;
        }

        /** The body as JSON: an object whose texts have places. */
        public Builder json(String template) {
            new JsonBody(template);
            this.json = Optional.of(template);
            form.clear();
            return this;
        }

        /** The body as a form: one more field, whose value may have places. */
        public Builder form(String name, String template) {
            Places.in(template);
            form.put(name, template);
            this.json = Optional.empty();
            return this;
        }

        /** The JSON pointer to the gateway's name for the message. An answer of success without it leaves a doubt. */
        public Builder reference(String pointer) {
            this.reference = Optional.of(Settings.pointer(pointer));
            return this;
        }

        /**
         * The JSON pointer to a code that tells more than the status. Of a problem type (RFC 9457) what is behind its {@code
         * #} will do.
         */
        public Builder code(String pointer) {
            this.code = Optional.of(Settings.pointer(pointer));
            return this;
        }

        /** The JSON pointer to what the gateway says to people. */
        public Builder words(String pointer) {
            this.words = Optional.of(Settings.pointer(pointer));
            return this;
        }

        /** What a status says. */
        public Builder verdict(int status, Verdict verdict) {
            byStatus.put(status, verdict);
            return this;
        }

        /**
         * What a code says, whatever the status. When any code is {@link Verdict#ACCEPTED}, an answer of success with another
         * one, or without, leaves a doubt.
         */
        public Builder verdict(String ofCode, Verdict verdict) {
            byCode.put(ofCode, verdict);
            return this;
        }

        /** The channel's name. */
        public Builder channel(ChannelId name) {
            this.channel = name;
            return this;
        }

        /**
         * From whom messages are: a number, or 1 to 11 letters, digits and {@code . & _ + -} and blanks. What a message
         * itself says of its sender is for other channels, and not used.
         */
        public Builder sender(String from) {
            this.sender = Optional.of(Settings.sender(from));
            return this;
        }

        /** From whom the messages of one creditor are. */
        public Builder sender(CreditorId creditor, String from) {
            senders.put(creditor, Settings.sender(from));
            return this;
        }

        /** The most segments of a text, at least 1; a longer one is refused for good. */
        public Builder maxSegments(int most) {
            if (most < 1) {
                throw new IllegalArgumentException(
                        "a text has at least one segment, but at most " + most + " were asked for");
            }
            this.maxSegments = most;
            return this;
        }

        /** Which certificates are trusted; by default those that the Java runtime trusts. */
        public Builder trust(SSLContext context) {
            this.trust = Optional.of(context);
            return this;
        }

        /** What the gateway posts of messages is read so; the channel then promises late receipts. */
        public Builder callbacks(SmsCallbacks reading) {
            this.callbacks = Optional.of(reading);
            return this;
        }

        /**
         * The gateway takes each {@code {delivery}} once, at any distance in time, and answers as before when it comes again:
         * then a message in doubt is handed over again by itself. Only for a gateway that promises just that: most forget
         * keys after a day.
         */
        public Builder honoursDeliveryIds() {
            this.honoursDeliveryIds = true;
            return this;
        }

        /** What tells when a message was taken. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /**
         * The gateway.
         *
         * @throws IllegalStateException when there is no body, its places leave out the text or the recipient, or delivery
         *     ids are honoured and not sent
         */
        public SmsGateway build() {
            if (json.isEmpty() && form.isEmpty()) {
                throw new IllegalStateException("a gateway needs the template of a body: json or form");
            }
            Body body = json.<Body>map(JsonBody::new).orElseGet(() -> new FormBody(form));
            Set<String> places = new TreeSet<>(body.places());
            headers.values().forEach(value -> places.addAll(Places.in(value)));
            if (!places.contains(Places.TEXT)
                    || !(places.contains(Places.RECIPIENT) || places.contains(Places.DIGITS))) {
                throw new IllegalStateException(
                        "the body has the places {text} and {recipient}, or {digits}; this has " + places);
            }
            if (honoursDeliveryIds && !places.contains(Places.DELIVERY)) {
                throw new IllegalStateException("a gateway that honours delivery ids is told them: {delivery}");
            }
            return new SmsGateway(this, body);
        }
    }
}
