package io.relance.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documentation as the tests read it. */
final class Docs {
    private Docs() {}

    static String read(String name) {
        try {
            return Files.readString(Path.of("..", "docs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of {@code docs/policy.md} from this heading to the next of its level. */
    static String section(String heading) {
        String doc = read("policy.md");
        int start = doc.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new IllegalArgumentException("docs/policy.md has no section \"" + heading + "\"");
        }
        int end = doc.indexOf("\n## ", start + 1);
        return doc.substring(start, end < 0 ? doc.length() : end);
    }

    /** What stands in backquotes in the first column of the section's tables. */
    static List<String> firstColumn(String section) {
        List<String> words = new ArrayList<>();
        for (String line : section.split("\n")) {
            if (line.startsWith("| `")) {
                Matcher matcher = Pattern.compile("`([^`]+)`").matcher(line.substring(0, line.indexOf('|', 2)));
                while (matcher.find()) {
                    words.add(matcher.group(1));
                }
            }
        }
        return words;
    }

    /** The fenced blocks of a language, in their order. */
    static List<String> blocks(String doc, String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(doc);
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }
}
