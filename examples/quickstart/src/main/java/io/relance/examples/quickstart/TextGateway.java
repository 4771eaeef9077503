package io.relance.examples.quickstart;

import io.relance.adapter.channelsmshttp.SmsGateway;
import io.relance.adapter.channelsmshttp.TwilioMessaging;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway for text messages as a command line names it: the address of one that takes JSON, {@code
 * https://gateway.example/messages?from=Atelier}, or an account at Twilio, {@code twilio://ACCOUNT_SID?from=+33755000001}.
 *
 * @param address to which messages are posted; empty for Twilio's own
 * @param account at Twilio; empty for another gateway
 * @param from who writes: a number or a name; empty when the gateway knows
 * @param statuses where the world outside reaches this host, to which Twilio posts what became of messages
 */
record TextGateway(Optional<URI> address, Optional<String> account, Optional<String> from, Optional<URI> statuses) {
    /** The environment variable with the key. */
    static final String TOKEN = "RELANCE_SMS_TOKEN";

    /** How to write one; what was written wrongly is not repeated, for it may hold a key. */
    static final String FORM =
            "https://gateway.example/messages?from=Atelier or twilio://ACCOUNT_SID?from=+33755000001";

    private static final String TWILIO = "twilio";
    private static final String FROM = "from";
    private static final String STATUSES = "callbacks";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Stands for the key while an address is looked at. */
    private static final String NO_TOKEN = "none";

    private static final String BODY = """
            {"from": "{sender}", "to": "{recipient}", "text": "{text}", "reference": "{delivery}"}""";

    private static final String BODY_WITHOUT_SENDER = """
            {"to": "{recipient}", "text": "{text}", "reference": "{delivery}"}""";

    /** Reads an address; empty when it is none. */
    static Optional<TextGateway> of(String url) {
        try {
            URI uri = new URI(url);
            TextGateway gateway =
                    TWILIO.equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) ? twilio(uri) : other(uri);
            // what no gateway can be made of is refused now
            gateway.settings(Optional.of(NO_TOKEN), InstantSource.system());
            return Optional.of(gateway);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static TextGateway twilio(URI uri) {
        Map<String, String> options = new HashMap<>();
        for (String option : options(uri.getRawQuery())) {
            int equals = option.indexOf('=');
            if (equals < 0 || options.put(option.substring(0, equals), decoded(option.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("an option has a name and a value, and stands once");
            }
        }
        Optional<String> from = Optional.ofNullable(options.remove(FROM));
        Optional<URI> statuses = Optional.ofNullable(options.remove(STATUSES)).map(URI::create);
        if (!options.isEmpty()
                || from.isEmpty()
                || !String.valueOf(uri.getRawPath()).isEmpty()) {
            throw new IllegalArgumentException(
                    "an account at Twilio has a sender, and perhaps an address for statuses");
        }
        return new TextGateway(Optional.empty(), Optional.of(String.valueOf(uri.getRawAuthority())), from, statuses);
    }

    /** What else stands in the query is the gateway's own. */
    private static TextGateway other(URI uri) throws URISyntaxException {
        List<String> own = new ArrayList<>();
        List<String> from = new ArrayList<>();
        for (String option : options(uri.getRawQuery())) {
            if (option.startsWith(FROM + "=")) {
                from.add(decoded(option.substring(FROM.length() + 1)));
            } else {
                own.add(option);
            }
        }
        if (from.size() > 1 || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("a sender stands once, and nothing is behind the query");
        }
        URI address =
                new URI(uri.toString().replaceFirst("\\?.*", "") + (own.isEmpty() ? "" : "?" + String.join("&", own)));
        return new TextGateway(
                Optional.of(address), Optional.empty(), from.stream().findFirst(), Optional.empty());
    }

    private static List<String> options(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    /** A plus is one: numbers begin with it. */
    private static String decoded(String escaped) {
        return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether it takes messages only from those who show a key. */
    boolean needsToken() {
        return address.map(URI::getHost).filter(THIS_MACHINE::contains).isEmpty();
    }

    /** Whether it posts, signed, what became of messages. */
    boolean postsStatuses() {
        return statuses.isPresent();
    }

    /**
     * The settings of a channel to it.
     *
     * @param token its key; without one it is asked for none
     * @throws IllegalArgumentException when the key has characters that none has
     */
    SmsGateway settings(Optional<String> token, InstantSource clock) {
        SmsGateway.Builder gateway = account.map(sid -> twilio(sid, token.orElse(NO_TOKEN)))
                .orElseGet(() -> other(address.orElseThrow(), token));
        from.ifPresent(gateway::sender);
        return gateway.clock(clock).build();
    }

    private SmsGateway.Builder twilio(String sid, String token) {
        SmsGateway.Builder gateway = TwilioMessaging.gateway(sid, token);
        statuses.ifPresent(url -> gateway.callbacks(TwilioMessaging.callbacks(token, url)));
        return gateway;
    }

    private SmsGateway.Builder other(URI url, Optional<String> token) {
        SmsGateway.Builder gateway = SmsGateway.builder(url).json(from.isPresent() ? BODY : BODY_WITHOUT_SENDER);
        token.ifPresent(gateway::bearer);
        return gateway;
    }

    /** Without its query, which may hold keys. */
    @Override
    public String toString() {
        return address.map(url -> url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath())
                .orElse("Twilio");
    }
}
