package io.relance.adapter.channelsmshttp;

import io.relance.callback.CallbackRefusedException;
import io.relance.callback.RawCallback;
import io.relance.channel.LateReceipt;
import io.relance.channel.LateReceipt.Outcome;
import io.relance.delivery.DeliveryId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status callbacks of the Vonage Messages API, version 1, in signed form. */
final class VonageCallbacks implements SmsCallbacks {
    private static final Pattern TOKEN =
            Pattern.compile("(?i:Bearer) +([A-Za-z0-9_-]{1,4096})\\.([A-Za-z0-9_-]{1,4096})\\.([A-Za-z0-9_-]{1,512})");
    /** How far the clocks may differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** Unknown, no longer active, unsubscribed, blocked, no mobile: the next message would come back, too. */
    private static final Set<String> UNDELIVERABLE =
            Set.of("1040", "1050", "1170", "1190", "1240", "1280", "1300", "1310", "1430");

    private final String secret;
    private final Optional<URI> url;
    private final Duration window;
    private final InstantSource clock;

    VonageCallbacks(String secret, Optional<URI> url, Duration window, InstantSource clock) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("a signature secret is not empty");
        }
        this.secret = secret;
        this.url = url;
        this.window = window;
        this.clock = clock;
    }

    @Override
    public Optional<URI> url() {
        return url;
    }

    @Override
    public List<LateReceipt> read(RawCallback callback) {
        byte[] body = callback.body();
        Instant issued = checked(callback.header("Authorization").orElse(""), body);
        FlatJson report = FlatJson.read(body);
        Optional<String> id = report.at("/message_uuid").filter(VonageCallbacks::isShort);
        Optional<String> status = report.at("/status");
        if (id.isEmpty() || status.isEmpty()) {
            throw new CallbackRefusedException("a callback of Vonage's that is no status of a message");
        }
        Optional<DeliveryId> delivery = report.at("/client_ref").flatMap(Deliveries::read);
        Instant at = report.at("/timestamp").flatMap(VonageCallbacks::instant).orElse(issued);
        return switch (status.get()) {
            case "delivered", "read" ->
                List.of(new LateReceipt(
                        id.get() + " delivered", delivery, id, Outcome.DELIVERED, at, "Vonage: " + status.get()));
            case "rejected", "undeliverable" -> {
                String type = report.at("/error/type").orElse("");
                String code = type.substring(type.lastIndexOf('#') + 1);
                String detail = report.at("/error/detail").orElse("");
                yield List.of(new LateReceipt(
                        id.get() + " " + status.get(),
                        delivery,
                        id,
                        UNDELIVERABLE.contains(code) ? Outcome.BOUNCED : Outcome.NOT_DELIVERED_NOW,
                        at,
                        new Wording(List.of(secret)).quoted("Vonage: " + status.get() + ", " + code + ", " + detail)));
            }
            default -> List.of();
        };
    }

    private static boolean isShort(String id) {
        return id.length() <= 200 && Settings.isPrintable(id);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** When the token was issued, when all of it holds. */
    private Instant checked(String authorization, byte[] body) {
        Matcher token = TOKEN.matcher(authorization);
        if (!token.matches()) {
            throw new CallbackRefusedException("a callback of Vonage's without its token");
        }
        byte[] signed = (token.group(1) + "." + token.group(2)).getBytes(StandardCharsets.US_ASCII);
        FlatJson header = FlatJson.read(decoded(token.group(1)));
        // the token does not choose how it is checked
        boolean genuine = MessageDigest.isEqual(Hmac.of("HmacSHA256", secret, signed), decoded(token.group(3)));
        if (!genuine || !header.at("/alg").equals(Optional.of("HS256"))) {
            throw new CallbackRefusedException("the signature of a callback of Vonage's does not hold");
        }
        FlatJson claims = FlatJson.read(decoded(token.group(2)));
        byte[] hash = claims.at("/payload_hash").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(hash, sha256(body).getBytes(StandardCharsets.UTF_8))) {
            throw new CallbackRefusedException("the body of a callback of Vonage's is not the one that was signed");
        }
        Instant issued = claims.at("/iat")
                .filter(second -> second.matches("[0-9]{1,11}"))
                .map(second -> Instant.ofEpochSecond(Long.parseLong(second)))
                .orElseThrow(() -> new CallbackRefusedException("a callback of Vonage's without its time"));
        Instant now = clock.instant();
        if (issued.isBefore(now.minus(window)) || issued.isAfter(now.plus(AHEAD))) {
            throw new CallbackRefusedException("a callback of Vonage's is from another time");
        }
        return issued;
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new CallbackRefusedException("a callback of Vonage's without its token");
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "callbacks of Vonage";
    }
}
