package io.relance.adapter.channelsmshttp;

import io.relance.callback.RawCallback;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Callbacks as providers post them, signed by the rules of their documentation. */
final class Callbacks {
    private Callbacks() {}

    static byte[] hmac(String algorithm, String key, String data) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The path that the host sees is another than the one outside. */
    static RawCallback twilio(String key, String address, String query, String form) {
        String url = address + (query.isEmpty() ? "" : "?" + query);
        return twilioSigned(twilioSignature(key, url, form), query, form);
    }

    static RawCallback twilioSigned(String signature, String query, String form) {
        return new RawCallback(
                "/behind/the/proxy" + (query.isEmpty() ? "" : "?" + query),
                Map.of(
                        "Content-Type", List.of("application/x-www-form-urlencoded"),
                        "X-Twilio-Signature", List.of(signature)),
                form.getBytes(StandardCharsets.UTF_8),
                "192.0.2.7");
    }

    static String twilioSignature(String key, String url, String form) {
        StringBuilder data = new StringBuilder(url);
        TreeMap<String, String> fields = new TreeMap<>();
        for (String field : form.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], parts[1].replace("%2B", "+"));
        }
        fields.forEach((name, value) -> data.append(name).append(value));
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", key, data.toString()));
    }

    static RawCallback vonage(String key, String body, Instant issued) {
        return vonage(key, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims(body, issued), body);
    }

    static String claims(String body, Instant issued) {
        return "{\"iat\":" + issued.getEpochSecond()
                + ",\"jti\":\"c5ba8f24-1a14-4c10-bfdf-3fbe8ce511b5\",\"iss\":\"Vonage\"," + "\"payload_hash\":\""
                + sha256(body) + "\",\"api_key\":\"a1b2c3d4\"}";
    }

    static RawCallback vonage(String key, String header, String claims, String body) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        String token = signed + "." + base64(hmac("HmacSHA256", key, signed));
        return new RawCallback(
                Map.of("Authorization", List.of("Bearer " + token)),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.8");
    }

    static RawCallback withBody(RawCallback callback, String body) {
        return new RawCallback(
                callback.target(),
                Map.of(
                        "Authorization", callback.headers("Authorization"),
                        "X-Twilio-Signature", callback.headers("X-Twilio-Signature")),
                body.getBytes(StandardCharsets.UTF_8),
                callback.remoteAddress());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
