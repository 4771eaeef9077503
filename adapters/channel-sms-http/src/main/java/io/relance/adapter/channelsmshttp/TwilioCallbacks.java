package io.relance.adapter.channelsmshttp;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.channel.LateReceipt.Outcome;
import io.relance.delivery.DeliveryId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/** Status callbacks of Twilio Programmable Messaging, API version 2010-04-01. */
final class TwilioCallbacks implements SmsCallbacks {
    /**
     * Blocked by the number's owner or carrier, unknown, a landline, unsubscribed, no mobile: the next message would come
     * back, too.
     */
    private static final Set<String> UNDELIVERABLE =
            Set.of("21211", "21610", "21612", "21614", "30004", "30005", "30006");

    private final String authToken;
    private final URI url;

    TwilioCallbacks(String authToken, URI url) {
        if (authToken.isEmpty()) {
            throw new IllegalArgumentException("an auth token is not empty");
        }
        this.authToken = authToken;
        this.url = url;
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(url);
    }

    @Override
    public List<LateReceipt> read(RawCallback callback) {
        int mark = callback.target().indexOf('?');
        String query = mark < 0 ? "" : callback.target().substring(mark + 1);
        NavigableMap<String, NavigableSet<String>> fields;
        NavigableMap<String, NavigableSet<String>> asked;
        try {
            fields = FormFields.read(new String(callback.body(), StandardCharsets.UTF_8));
            asked = FormFields.read(query);
        } catch (IllegalArgumentException e) {
            throw new CallbackRefusedException("a callback of Twilio's that can't be read");
        }
        if (!isGenuine(callback.header("X-Twilio-Signature").orElse(""), query, fields)) {
            throw new CallbackRefusedException("the signature of a callback of Twilio's does not hold");
        }
        String sid = one(fields, "MessageSid").orElseThrow(TwilioCallbacks::noStatus);
        String status = one(fields, "MessageStatus").orElseThrow(TwilioCallbacks::noStatus);
        Optional<DeliveryId> delivery = one(asked, "delivery").flatMap(Deliveries::read);
        Instant at = Instant.ofEpochSecond(one(asked, "at")
                .filter(second -> second.matches("[0-9]{1,11}"))
                .map(Long::parseLong)
                .orElse(0L));
        Optional<String> code = one(fields, "ErrorCode");
        return switch (status) {
            case "delivered", "read" ->
                List.of(new LateReceipt(
                        sid + " delivered", delivery, Optional.of(sid), Outcome.DELIVERED, at, "Twilio: " + status));
            case "undelivered", "failed" ->
                List.of(new LateReceipt(
                        sid + " " + status,
                        delivery,
                        Optional.of(sid),
                        code.filter(UNDELIVERABLE::contains).isPresent() ? Outcome.BOUNCED : Outcome.NOT_DELIVERED_NOW,
                        at,
                        new Wording(List.of(authToken))
                                .quoted("Twilio: " + status
                                        + code.map(why -> ", " + why).orElse(""))));
            default -> List.of();
        };
    }

    private static CallbackRefusedException noStatus() {
        return new CallbackRefusedException("a callback of Twilio's that is no status of a message");
    }

    private static Optional<String> one(NavigableMap<String, NavigableSet<String>> fields, String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(values -> values.size() == 1)
                .map(NavigableSet::first)
                .filter(value -> !value.isBlank() && value.length() <= 200);
    }

    /** The path is that which Twilio was given, whatever a proxy made of it; a port may be left out, or be there. */
    private boolean isGenuine(String signature, String query, NavigableMap<String, NavigableSet<String>> fields) {
        StringBuilder data = new StringBuilder();
        fields.forEach(
                (name, values) -> values.forEach(value -> data.append(name).append(value)));
        String path = url.getRawPath() + (query.isEmpty() ? "" : "?" + query);
        String host = url.getScheme() + "://" + url.getHost();
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean without = MessageDigest.isEqual(given, signed(host + path + data));
        boolean with = MessageDigest.isEqual(given, signed(host + ":" + port + path + data));
        return without || with;
    }

    private byte[] signed(String data) {
        byte[] hash = Hmac.of("HmacSHA1", authToken, data.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encode(hash);
    }

    @Override
    public String toString() {
        return "callbacks of Twilio at " + url.getHost();
    }
}
