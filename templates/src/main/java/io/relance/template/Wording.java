package io.relance.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The single words and short sentences of one language, as {@code <language>/words.properties} has them. */
final class Wording {
    private static final Pattern PLACE = Pattern.compile("@([a-zA-Z.]+)@");

    private final Properties words = new Properties();

    private Wording() {}

    static Wording of(Language language) {
        Wording wording = new Wording();
        String name = language.code() + "/words.properties";
        try (InputStream in = Resources.open(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            wording.words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wording;
    }

    /** @throws IllegalStateException when the language lacks the word */
    String word(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("no word for " + key);
        }
        return word;
    }

    /** The text with each {@code @key@} replaced by its word. */
    String fill(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(word(place.group(1))));
    }
}
