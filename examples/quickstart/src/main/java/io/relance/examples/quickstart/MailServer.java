package io.relance.examples.quickstart;

import io.relance.adapter.channelsmtp.SmtpSettings;
import io.relance.adapter.channelsmtp.SmtpSettings.Security;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mail server as a command line names it: {@code smtp://user:password@smtp.example.com:587?from=dunning@example.com}.
 *
 * @param port 0: the usual one
 * @param login empty when the server asks for none
 * @param from who writes; empty when nobody said so
 */
record MailServer(String host, int port, Security security, Optional<Login> login, Optional<String> from) {
    /** How to write one; what was written wrongly is not repeated, for it may hold a password. */
    static final String FORM = "smtp://user:password@smtp.example.com:587?from=dunning@example.com";

    private static final String FROM = "from";
    private static final String TLS = "tls";
    private static final Map<String, Security> KINDS_OF_TLS =
            Map.of("none", Security.NONE, "starttls", Security.STARTTLS);

    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7E&&[^<>,;:@\"()\\[\\]\\\\]]+@[A-Za-z0-9.-]+");
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127\\.[0-9.]+|::1");

    /** A user and a password, which nothing shows. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user + " with a password";
        }
    }

    /** Reads an address; empty when it is none. */
    static Optional<MailServer> of(String url) {
        try {
            return read(new URI(url));
        } catch (URISyntaxException | IllegalArgumentException e) {
            // an escape of half a character, for one: what it says may repeat the password
            return Optional.empty();
        }
    }

    private static Optional<MailServer> read(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("smtps");
        String host = uri.getHost();
        int port = uri.getPort() == -1 ? 0 : uri.getPort();
        if ((!tls && !scheme.equals("smtp"))
                || host == null
                || uri.getPort() == 0
                || port > 65_535
                || uri.getRawFragment() != null
                || !List.of("", "/").contains(String.valueOf(uri.getRawPath()))) {
            return Optional.empty();
        }
        Optional<Login> login = login(uri.getRawUserInfo());
        Map<String, String> options = options(uri.getRawQuery());
        Optional<String> from = Optional.ofNullable(options.remove(FROM));
        Optional<String> kind = Optional.ofNullable(options.remove(TLS));
        boolean right = options.isEmpty()
                && login.isPresent() == (uri.getRawUserInfo() != null)
                && from.filter(address -> !isAddress(address)).isEmpty()
                && kind.filter(named -> tls || !KINDS_OF_TLS.containsKey(named)).isEmpty();
        if (!right) {
            return Optional.empty();
        }
        String name = host.replaceAll("[\\[\\]]", "");
        Security usual = THIS_MACHINE.matcher(name).matches() ? Security.NONE : Security.STARTTLS;
        Security security = tls ? Security.TLS : kind.map(KINDS_OF_TLS::get).orElse(usual);
        return Optional.of(new MailServer(name, port, security, login, from));
    }

    private static Optional<Login> login(@Nullable String raw) {
        if (raw == null || !raw.matches("[^:]+:.+")) {
            return Optional.empty();
        }
        int colon = raw.indexOf(':');
        return Optional.of(new Login(decoded(raw.substring(0, colon)), decoded(raw.substring(colon + 1))));
    }

    private static Map<String, String> options(@Nullable String raw) {
        Map<String, String> options = new HashMap<>();
        for (String option : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals < 0 || options.put(option.substring(0, equals), decoded(option.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("an option has a name and a value, and stands once");
            }
        }
        return options;
    }

    private static String decoded(String escaped) {
        String text = URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("it is blank, or has control characters");
        }
        return text;
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Who writes: as the command line says, else the user when that is an address; empty when nothing is known. */
    Optional<String> sender() {
        return from.or(() -> login.map(Login::user).filter(MailServer::isAddress));
    }

    /** The settings of a channel to it. */
    SmtpSettings settings(InstantSource clock) {
        SmtpSettings.Builder settings =
                SmtpSettings.builder(host).security(security).clock(clock);
        if (port > 0) {
            settings.port(port);
        }
        login.ifPresent(with -> settings.credentials(with.user(), with.password()));
        return settings.build();
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return (security == Security.TLS ? "smtps://" : "smtp://") + host + (port > 0 ? ":" + port : "");
    }
}
