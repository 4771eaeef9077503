package io.relance.adapter.channelsmshttp;

import io.relance.adapter.channelsmshttp.SmsGateway.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Vonage Messages API, version 1: {@code POST /v1/messages}, channel SMS. The delivery id is the {@code client_ref}, which
 * Vonage keeps and says again, and does not look at: it has no key against sending twice, and can't be asked.
 *
 * <p>A text has at most 6 segments, since Vonage takes 1 000 characters. A sender's number has no plus.
 *
 * @see <a href="https://developer.vonage.com/en/api/messages">Messages API reference</a>
 * @see <a href="https://developer.vonage.com/en/api-errors/messages">Messages API errors</a>
 */
public final class VonageMessages {
    /** For so long Vonage posts what the host did not take. */
    public static final Duration WINDOW = Duration.ofHours(24);

    private static final int MAX_SEGMENTS = 6;
    private static final URI API = URI.create("https://api.nexmo.com/v1/messages");

    /** The recipient, or the words: no prefix that is known, barred, too long, no number, unsubscribed. */
    private static final List<String> FOR_GOOD = List.of("1040", "1050", "1090", "1170", "1240", "1430");

    /** The account, its sender, its credit or its limits. */
    private static final List<String> FOR_NOW =
            List.of("1000", "1060", "1070", "1080", "1110", "1120", "1130", "1140", "1150", "1160", "1241");

    private VonageMessages() {}

    /**
     * Messages of an account. Sender numbers are without plus; statuses go to the account's address unless {@link #callbacks}
     * has one.
     */
    public static SmsGateway.Builder gateway(String apiKey, String apiSecret) {
        return api().basic(apiKey, apiSecret);
    }

    /** Messages of an application; {@code tokens} gives a JSON web token signed with its private key, anew for each message. */
    public static SmsGateway.Builder gateway(Supplier<String> tokens) {
        return api().bearer(tokens);
    }

    private static SmsGateway.Builder api() {
        SmsGateway.Builder gateway = SmsGateway.builder(API)
                .json("""
                        {"channel": "sms", "message_type": "text", "to": "{digits}", "from": "{sender}", "text": "{text}",
                         "client_ref": "{delivery}", "webhook_url": "{callback}", "webhook_version": "v1"}""")
                .maxSegments(MAX_SEGMENTS)
                .reference("/message_uuid")
                .code("/type")
                .words("/detail");
        FOR_GOOD.forEach(code -> gateway.verdict(code, Verdict.REFUSED_FOR_GOOD));
        FOR_NOW.forEach(code -> gateway.verdict(code, Verdict.REFUSED_FOR_NOW));
        return gateway;
    }

    /** As {@link #callbacks(String, Optional, Duration, InstantSource)}, at the account's address, with {@link #WINDOW}. */
    public static SmsCallbacks callbacks(String signatureSecret) {
        return callbacks(signatureSecret, Optional.empty(), WINDOW, InstantSource.system());
    }

    /**
     * Status callbacks, whose JSON web token is checked: HS256 under the signature secret, issued no longer ago than the
     * window and no more than five minutes in the future, over the SHA-256 of the body.
     *
     * @param url where Vonage posts the statuses of these messages; empty: where the account or application says
     */
    public static SmsCallbacks callbacks(
            String signatureSecret, Optional<URI> url, Duration window, InstantSource clock) {
        return new VonageCallbacks(signatureSecret, url.map(Settings::callbackUrl), window, clock);
    }
}
