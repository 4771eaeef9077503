package io.relance.adapter.channelsmshttp;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The named places of a template, {@code {text}}. What is put in is never read as a place itself. */
final class Places {
    static final String RECIPIENT = "recipient";
    static final String DIGITS = "digits";
    static final String TEXT = "text";
    static final String SENDER = "sender";
    static final String DELIVERY = "delivery";
    static final String CALLBACK = "callback";

    private static final Set<String> NAMES = Set.of(RECIPIENT, DIGITS, TEXT, SENDER, DELIVERY, CALLBACK);
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    private Places() {}

    /**
     * The names of the places in a text.
     *
     * @throws IllegalArgumentException when one is none
     */
    static Set<String> in(String template) {
        Set<String> found = new TreeSet<>();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            if (!NAMES.contains(place.group(1))) {
                throw new IllegalArgumentException(
                        "a template has the places " + new TreeSet<>(NAMES) + ", but this has " + place.group());
            }
            found.add(place.group(1));
        }
        return found;
    }

    /** The text with what belongs at its places. */
    static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
