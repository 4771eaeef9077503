package io.relance.adapter.channelsmshttp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Shows to people what came from outside: on one line, bounded, and without what is secret. */
final class Wording {
    /** The most characters of another's words. */
    static final int MOST = 300;

    private static final Pattern UNPRINTED = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+");

    private final List<String> secrets;

    /** @param secrets in the clear; they are known again as they are sent, too */
    Wording(List<String> secrets) {
        List<String> all = new ArrayList<>();
        for (String secret : secrets) {
            all.add(secret);
            all.add(folded(secret));
            all.add(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
        all.removeIf(String::isBlank);
        // one that holds another goes first
        all.sort(Comparator.comparing(String::length).reversed());
        this.secrets = List.copyOf(all);
    }

    String quoted(String words) {
        // before blanks are folded, and after: those of a secret may come as line breaks
        String line = withoutSecrets(folded(withoutSecrets(words)));
        return line.length() <= MOST ? line : line.substring(0, MOST - 1) + "\u2026";
    }

    private static String folded(String words) {
        return UNPRINTED.matcher(words).replaceAll(" ").strip();
    }

    private String withoutSecrets(String words) {
        String left = words;
        for (String secret : secrets) {
            left = left.replace(secret, "(a secret)");
        }
        return left;
    }
}
