package io.relance.callback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request that a provider sent to the host, as it came in: nothing in it is to be believed before a channel or payment
 * provider has verified it.
 *
 * <p>Bounded: at most {@value #MAX_BODY_BYTES} bytes of body, {@value #MAX_HEADERS} header values of at most
 * {@value #MAX_HEADER_CHARS} characters each, and {@value #MAX_TARGET_CHARS} characters of target. Immutable.
 */
public final class RawCallback {
    /** The most bytes that a body may have. */
    public static final int MAX_BODY_BYTES = 1_048_576;
    /** The most header values that a callback may have. */
    public static final int MAX_HEADERS = 200;
    /** The most characters that the value of one header may have. */
    public static final int MAX_HEADER_CHARS = 16_384;
    /** The most characters that the target may have. */
    public static final int MAX_TARGET_CHARS = 8_192;

    private final String target;
    private final TreeMap<String, List<String>> headers = new TreeMap<>();
    private final byte[] body;
    private final String remoteAddress;

    /** One whose target is not known: such are refused where signatures are over addresses. */
    public RawCallback(Map<String, List<String>> headers, byte[] body, String remoteAddress) {
        this("", headers, body, remoteAddress);
    }

    /**
     * @param target the path and query that were asked for, still escaped, for some signatures are over them; empty when unknown
     * @param headers by name, whatever its case
     * @param body the bytes as received, for signatures are over bytes; copied
     * @param remoteAddress the peer's address as the host's server gives it; empty when unknown
     * @throws IllegalArgumentException when it is larger than the bounds; the host answers 413 and need not read on
     */
    public RawCallback(String target, Map<String, List<String>> headers, byte[] body, String remoteAddress) {
        if (target.length() > MAX_TARGET_CHARS) {
            throw new IllegalArgumentException("a callback's target has at most " + MAX_TARGET_CHARS
                    + " characters, but this has " + target.length());
        }
        if (body.length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException(
                    "a callback's body has at most " + MAX_BODY_BYTES + " bytes, but this has " + body.length);
        }
        int count = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            count += header.getValue().size();
            for (String value : header.getValue()) {
                if (value.length() > MAX_HEADER_CHARS) {
                    throw new IllegalArgumentException("a callback's header has at most " + MAX_HEADER_CHARS
                            + " characters, but " + header.getKey() + " has " + value.length());
                }
            }
            this.headers
                    .computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .addAll(header.getValue());
        }
        if (count > MAX_HEADERS) {
            throw new IllegalArgumentException(
                    "a callback has at most " + MAX_HEADERS + " header values, but this has " + count);
        }
        this.target = target;
        this.body = body.clone();
        this.remoteAddress = remoteAddress;
    }

    /** The path and query that were asked for, still escaped; empty when unknown. */
    public String target() {
        return target;
    }

    /** The first value of the header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** Every value of the header, in the order received; empty when there is none. */
    public List<String> headers(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? List.of() : List.copyOf(values);
    }

    /** The names of its headers, in lower case and sorted. */
    public Set<String> headerNames() {
        return Collections.unmodifiableSet(headers.keySet());
    }

    /** A copy of the body's bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** The peer's address as the host's server gave it; empty when unknown. */
    public String remoteAddress() {
        return remoteAddress;
    }

    /** For logs: sizes and origin, never the contents. */
    @Override
    public String toString() {
        return "callback of " + body.length + " bytes from " + (remoteAddress.isEmpty() ? "unknown" : remoteAddress);
    }
}
