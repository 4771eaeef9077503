package io.relance.examples.quickstart;

import io.relance.json.DocumentException;
import io.relance.json.DocumentProblem;
import io.relance.json.DocumentProblem.Severity;
import io.relance.json.NearestWord;
import io.relance.template.TemplateCatalogue;
import io.relance.template.TemplateOverride;
import io.relance.template.TemplateProblem;
import io.relance.template.TemplateProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of words in place of the built-in ones, a file for each part: {@code reminder.fr.subject.txt}, {@code reminder.fr.txt},
 * {@code reminder.fr.html}. A text alone goes out as plain text alone; a subject alone leaves the built-in text and HTML. Files whose name
 * begins with a dot are left alone, any other of another name is a problem: it would be meant for something.
 */
final class TemplatesFolder {
    /** Far above what a template may have. */
    static final int MAX_BYTES = 1_000_000;

    private static final Pattern NAME = Pattern.compile("([^.]+)\\.([a-z]{2})\\.(subject\\.txt|txt|html)");

    /** What a file has of a template. */
    private enum Part {
        SUBJECT("subject.txt", "subject"),
        TEXT("txt", "text"),
        HTML("html", "html");

        private final String ending;
        private final String inProblems;

        Part(String ending, String inProblems) {
            this.ending = ending;
            this.inProblems = inProblems;
        }

        static Part of(String ending) {
            return Stream.of(values())
                    .filter(part -> part.ending.equals(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A part as it was read. */
    private record Words(Path file, String source) {}

    /** A template in a language. */
    private record Key(String template, String language) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return template + "." + language;
        }
    }

    private final SortedMap<Key, Map<Part, Words>> templates = new TreeMap<>();
    private final List<DocumentProblem> problems = new ArrayList<>();
    private final SortedSet<String> known =
            new TreeSet<>(TemplateCatalogue.builtIn().ids());

    private TemplatesFolder(Set<String> named) {
        known.addAll(named);
    }

    /**
     * The built-in templates with the words of a folder in their place, and beside them those of the templates that a policy names.
     *
     * @param named by the policy
     * @throws DocumentException with every problem of every file
     */
    static TemplateCatalogue read(Path folder, Set<String> named) {
        TemplatesFolder read = new TemplatesFolder(named);
        files(folder).forEach(read::file);
        TemplateCatalogue catalogue = read.catalogue();
        if (catalogue == null) {
            throw new DocumentException(read.problems);
        }
        return catalogue;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            String why = Files.isRegularFile(folder) ? "it is a file" : FileTrouble.of(folder.resolve("."), e);
            throw new DocumentException(List.of(DocumentProblem.error(
                    "UNREADABLE_FILE",
                    folder.toString(),
                    0,
                    "the folder of templates can't be read: " + why,
                    "name a folder that is there")));
        }
    }

    private void file(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || Files.isDirectory(file)) {
            problem(
                    "UNKNOWN_FILE",
                    file,
                    "it is no part of a template",
                    "name it as in reminder.fr.txt, or take it out");
            return;
        }
        if (!known.contains(name.group(1))) {
            problem(
                    "UNKNOWN_TEMPLATE",
                    file,
                    "there is no template \"" + name.group(1) + "\"",
                    NearestWord.remedy(name.group(1), known));
            return;
        }
        source(file)
                .ifPresent(source -> templates
                        .computeIfAbsent(new Key(name.group(1), name.group(2)), key -> new EnumMap<>(Part.class))
                        .put(Part.of(name.group(3)), new Words(file, source)));
    }

    /** What stands in a file, without what editors put before its beginning and after its end. */
    private Optional<String> source(Path file) {
        try {
            return Optional.of(WrittenFile.text(file, MAX_BYTES, "INVALID_TEMPLATE")
                    .replace("\r\n", "\n")
                    .stripTrailing());
        } catch (DocumentException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** Null when there are problems. */
    private @Nullable TemplateCatalogue catalogue() {
        TemplateCatalogue.Builder builder = TemplateCatalogue.builder();
        templates.forEach((key, parts) -> builder.override(override(key, parts)));
        try {
            TemplateCatalogue catalogue = builder.build();
            return problems.isEmpty() ? catalogue : null;
        } catch (TemplateProblemsException e) {
            e.problems().forEach(this::problem);
            return null;
        }
    }

    private static TemplateOverride override(Key key, Map<Part, Words> parts) {
        TemplateOverride.Builder override = TemplateOverride.builder(key.template(), key.language());
        source(parts, Part.SUBJECT).ifPresent(override::subject);
        source(parts, Part.TEXT).ifPresent(text -> override.text(text).withoutHtml());
        source(parts, Part.HTML).ifPresent(override::html);
        return override.build();
    }

    private static Optional<String> source(Map<Part, Words> parts, Part part) {
        return Optional.ofNullable(parts.get(part)).map(Words::source);
    }

    private void problem(TemplateProblem of) {
        Map<Part, Words> parts = templates.getOrDefault(new Key(of.template(), of.language()), Map.of());
        // what concerns the whole is told of its first file
        String file = Stream.concat(
                        parts.entrySet().stream()
                                .filter(part -> part.getKey().inProblems.equals(of.part())),
                        parts.entrySet().stream())
                .findFirst()
                .map(part -> part.getValue().file().toString())
                .orElse(of.template());
        problems.add(new DocumentProblem(
                Severity.ERROR, "INVALID_TEMPLATE", file, of.line(), of.column(), "", of.message(), of.remedy()));
    }

    private void problem(String code, Path file, String message, String remedy) {
        problems.add(DocumentProblem.error(code, file.toString(), 0, message, remedy));
    }
}
