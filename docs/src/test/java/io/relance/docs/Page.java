package io.relance.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page, and what the tests beside this class have written for it: the lines between {@code // shown in PAGE} and {@code
 * // until here}.
 *
 * @param name the path from the top
 */
record Page(String name, String text) {
    private static final Path TOP = Path.of("..");
    private static final Path SOURCES = Path.of("src/test/java/io/relance/docs");

    /** Every page: the README, and all in {@code docs}. */
    static List<Page> all() {
        try (Stream<Path> files = Files.walk(TOP.resolve("docs"))) {
            return Stream.concat(Stream.of(TOP.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md") && !file.startsWith(TOP.resolve("docs/target")))
                    .map(file -> named(TOP.relativize(file).toString().replace('\\', '/')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page named(String name) {
        return new Page(name, read(TOP.resolve(name)));
    }

    /** The fenced blocks of a language, in order. */
    List<String> blocks(String language) {
        Matcher block = Pattern.compile("(?ms)^```" + Pattern.quote(language) + "\\R(.*?)^```$")
                .matcher(text);
        List<String> found = new ArrayList<>();
        while (block.find()) {
            found.add(block.group(1));
        }
        return found;
    }

    /** The regions that the tests have marked as shown here. */
    List<String> regions() {
        Pattern region =
                Pattern.compile("(?ms)^\\h*// shown in " + Pattern.quote(name) + "\\R(.*?)^\\h*// until here$");
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.sorted().toList()) {
                Matcher shown = region.matcher(read(source));
                while (shown.find()) {
                    found.add(shown.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
