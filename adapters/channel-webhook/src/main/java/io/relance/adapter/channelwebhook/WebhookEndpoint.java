package io.relance.adapter.channelwebhook;

import io.relance.delivery.ChannelId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Where messages and events are posted, and how they are signed.
 *
 * <p>Unless said otherwise: the channel {@code webhook}; bodies of at most {@value #MAX_BYTES} bytes; the certificates that
 * the Java runtime trusts; no promise about delivery ids. Immutable.
 */
public final class WebhookEndpoint {
    /** The most bytes of a body: 16 MiB, which holds about 12 MiB of documents. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OURS = Set.of("content-type", "idempotency-key", "relance-signature");

    private final URI url;
    private final List<String> keys;
    private final Map<String, String> headers;
    private final ChannelId channel;
    private final int maxBytes;
    private final Optional<SSLContext> trust;
    private final boolean honoursDeliveryIds;
    private final InstantSource clock;

    private WebhookEndpoint(Builder builder) {
        this.url = builder.url;
        this.keys = List.copyOf(builder.keys);
        this.headers = Map.copyOf(builder.headers);
        this.channel = builder.channel;
        this.maxBytes = builder.maxBytes;
        this.trust = builder.trust;
        this.honoursDeliveryIds = builder.honoursDeliveryIds;
        this.clock = builder.clock;
    }

    /**
     * A builder for an endpoint.
     *
     * @param url begins with {@code https://}, or {@code http://} on this machine, without credentials and fragment
     * @param key at least 16 characters, which sender and receiver share
     * @throws IllegalArgumentException when either is another
     */
    public static Builder builder(URI url, String key) {
        return new Builder(url, key);
    }

    int maxBytes() {
        return maxBytes;
    }

    ChannelId channel() {
        return channel;
    }

    Optional<SSLContext> trust() {
        return trust;
    }

    boolean honoursDeliveryIds() {
        return honoursDeliveryIds;
    }

    Instant now() {
        return clock.instant();
    }

    String host() {
        return url.getHost();
    }

    /** A request for a body, signed now under each key. */
    HttpRequest.Builder signed(byte[] body) {
        long second = now().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .setHeader("Content-Type", "application/json")
                .setHeader(
                        Signature.HEADER,
                        "t=" + second
                                + keys.stream()
                                        .map(key -> ",v1=" + Signature.of(key, second, body))
                                        .collect(Collectors.joining()));
        headers.forEach(request::setHeader);
        return request;
    }

    /** The channel and the endpoint's host, without anything secret. */
    @Override
    public String toString() {
        return channel + " to " + url.getHost();
    }

    /** Collects settings; not for several threads. */
    public static final class Builder {
        private final URI url;
        private final List<String> keys = new ArrayList<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private ChannelId channel = new ChannelId("webhook");
        private int maxBytes = MAX_BYTES;
        private Optional<SSLContext> trust = Optional.empty();
        private boolean honoursDeliveryIds;
        private InstantSource clock = InstantSource.system();

        private Builder(URI url, String key) {
            String host = url.getHost();
            boolean safe = "https".equalsIgnoreCase(url.getScheme())
                    || ("http".equalsIgnoreCase(url.getScheme()) && host != null && LOOPBACK.contains(host));
            if (!safe || host == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "an address begins with https:// (http:// only on this machine), without credentials and fragment");
            }
            this.url = url;
            keys.add(Signature.key(key));
        }

        /** One more key to sign with, while receivers change from one to the other; at most ten in all. */
        public Builder alsoSignedWith(String key) {
            if (keys.size() == 10) {
                throw new IllegalArgumentException("there are at most ten keys");
            }
            keys.add(Signature.key(key));
            return this;
        }

        /** One more header, of printable ASCII; it may be secret, and nothing shows it. */
        public Builder header(String name, String value) {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))
                    || value.isBlank()
                    || !value.chars().allMatch(c -> c >= ' ' && c < 127)) {
                throw new IllegalArgumentException(
                        "a header is none of " + OURS + ", with a value of printable ASCII: " + name);
            }
            // refuses what is no name, and what the client sets itself
            HttpRequest.newBuilder().setHeader(name, "x");
            headers.put(name, value);
            return this;
        }

        /**
         * The channel's name; the part before its first hyphen tells which of a contact's addresses the messages are for ({@code
         * sms-crm}: the telephone number).
         */
        public Builder channel(ChannelId name) {
            this.channel = name;
            return this;
        }

        /** The most bytes of a body, at least 1; a larger message is refused for good. */
        public Builder maxBytes(int most) {
            if (most < 1) {
                throw new IllegalArgumentException(
                        "a body has at least one byte, but at most " + most + " were asked for");
            }
            this.maxBytes = most;
            return this;
        }

        /** Which certificates are trusted. */
        public Builder trust(SSLContext context) {
            this.trust = Optional.of(context);
            return this;
        }

        /**
         * The receiver takes each {@code Idempotency-Key} once, at any distance in time, and answers 2xx when it comes again:
         * then a message in doubt is posted again by itself.
         */
        public Builder honoursDeliveryIds() {
            this.honoursDeliveryIds = true;
            return this;
        }

        /** What tells when something is signed. */
        public Builder clock(InstantSource source) {
            this.clock = source;
            return this;
        }

        /** The endpoint. */
        public WebhookEndpoint build() {
            return new WebhookEndpoint(this);
        }
    }
}
