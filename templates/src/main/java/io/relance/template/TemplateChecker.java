package io.relance.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the tags of one template part against the documented variables; finds everything at once. */
final class TemplateChecker {
    /** What is wrong at a place; line and column from 1. */
    record Finding(int line, int column, String message, String remedy) {}

    /**
     * Where a variable is shown.
     *
     * @param in the sections around it, outermost last
     * @param inverted whether one of them is opened when its variable is not there
     */
    record Use(TemplateVariable variable, List<TemplateVariable> in, boolean inverted, int line, int column) {}

    /** Words between tags, and the sections around them. */
    record Text(String words, List<TemplateVariable> in, boolean inverted) {}

    /** What a part shows, in order. */
    record Reading(List<Use> uses, List<Text> texts) {}

    private record Section(String name, Optional<TemplateVariable> variable, boolean inverted, int start) {
        /** The list whose elements the section goes through, if it does. */
        Optional<TemplateVariable> list() {
            return inverted ? Optional.empty() : variable.filter(TemplateChecker::isList);
        }
    }

    /** The longest template part, in characters. */
    static final int MAX_LENGTH = 200_000;

    private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private final String source;
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<Section> open = new ArrayDeque<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

    private TemplateChecker(String source) {
        this.source = source;
    }

    static List<Finding> check(String source) {
        if (source.length() > MAX_LENGTH) {
            return List.of(new Finding(
                    1, 1, "it has " + source.length() + " characters", "at most " + MAX_LENGTH + " are allowed"));
        }
        TemplateChecker checker = new TemplateChecker(source);
        checker.run();
        return checker.findings;
    }

    /** What the part shows, whether or not it is right. */
    static Reading read(String source) {
        TemplateChecker checker = new TemplateChecker(source);
        checker.run();
        return new Reading(checker.uses, checker.texts);
    }

    private void run() {
        Matcher tags = TAG.matcher(source);
        int end = 0;
        while (tags.find()) {
            unclosed(end, tags.start());
            tag(tags.group(1).strip(), tags.start());
            end = tags.end();
        }
        unclosed(end, source.length());
        open.descendingIterator()
                .forEachRemaining(section -> add(
                        section.start(),
                        "the section {{#" + section.name() + "}} is never closed",
                        "close it with {{/" + section.name() + "}}"));
    }

    private void unclosed(int from, int to) {
        texts.add(new Text(source.substring(from, to), sections(), inverted()));
        int at = source.indexOf("{{", from);
        if (at >= 0 && at < to) {
            add(at, "a tag is opened with {{ and never closed", "close it with }}");
        }
    }

    private void tag(String content, int at) {
        char sign = content.isEmpty() ? ' ' : content.charAt(0);
        switch (sign) {
            case '!' -> {}
            case '#', '^' -> opened(content.substring(1).strip(), sign == '^', at);
            case '/' -> closed(content.substring(1).strip(), at);
            case '{', '&' ->
                add(
                        at,
                        "{{" + content + "}} would not be escaped",
                        "write {{name}}: values come from others and are escaped in HTML");
            case '>', '<', '$' ->
                add(at, "{{" + content + "}} would load another template", "write the text where it is to stand");
            case '=' -> add(at, "{{" + content + "}} would change the delimiters", "keep {{ and }}");
            default ->
                variable(content, at).ifPresent(variable -> {
                    uses.add(new Use(variable, sections(), inverted(), line(at), column(at)));
                    usedAsText(variable, at);
                });
        }
    }

    private void opened(String name, boolean inverted, int at) {
        Optional<TemplateVariable> found = variable(name, at);
        found.ifPresent(variable -> {
            if (variable.kind() == TemplateVariable.Kind.TEXT) {
                add(at, name + " is a text that is always there, not a section", "write {{" + name + "}}");
            }
            boolean inList = open.stream().anyMatch(section -> section.list().isPresent());
            if (isList(variable) && !inverted && inList) {
                add(at, "the list " + name + " is opened inside another list", "open it outside");
            }
        });
        // An unknown name is opened all the same, so that its closing tag is no second mistake.
        open.push(new Section(name, found, inverted, at));
    }

    private void closed(String name, int at) {
        Section innermost = open.peek();
        if (innermost == null) {
            add(
                    at,
                    "{{/" + name + "}} closes a section that was never opened",
                    "take it out, or open {{#" + name + "}}");
            return;
        }
        if (open.stream().noneMatch(section -> section.name().equals(name))) {
            add(at, "{{/" + name + "}} closes {{#" + innermost.name() + "}}", "write {{/" + innermost.name() + "}}");
            open.pop();
            return;
        }
        for (Section section = open.pop(); !section.name().equals(name); section = open.pop()) {
            add(
                    section.start(),
                    "the section {{#" + section.name() + "}} is not closed before {{/" + name + "}}",
                    "close it with {{/" + section.name() + "}}");
        }
    }

    private void usedAsText(TemplateVariable variable, int at) {
        String name = variable.key();
        switch (variable.kind()) {
            case TEXT -> {}
            case OPTIONAL -> {
                boolean present =
                        open.stream().anyMatch(section -> section.name().equals(name) && !section.inverted());
                if (!present) {
                    add(at, name + " may be absent", "write {{#" + name + "}}{{" + name + "}}{{/" + name + "}}");
                }
            }
            case FLAG -> add(at, name + " is true or false, not a text", "write {{#" + name + "}}...{{/" + name + "}}");
            case LIST -> add(at, name + " is a list, not a text", "write {{#" + name + "}}...{{/" + name + "}}");
        }
    }

    /** The variable of that name, if it is known here; else a finding says what may have been meant. */
    private Optional<TemplateVariable> variable(String name, int at) {
        Optional<TemplateVariable> variable =
                NAME.matcher(name).matches() ? TemplateVariable.of(name) : Optional.empty();
        if (variable.isEmpty()) {
            List<String> known = Arrays.stream(TemplateVariable.values())
                    .filter(candidate -> scopes().contains(candidate.scope()))
                    .map(TemplateVariable::key)
                    .toList();
            List<String> all = Arrays.stream(TemplateVariable.values())
                    .map(TemplateVariable::key)
                    .toList();
            add(
                    at,
                    "unknown variable \"" + name + "\"",
                    NearestName.of(name, known)
                            .or(() -> NearestName.of(name, all))
                            .map(nearest -> "did you mean \"" + nearest + "\"?")
                            .orElse("the variables are those of TemplateVariable"));
            return Optional.empty();
        }
        if (!scopes().contains(variable.get().scope())) {
            add(
                    at,
                    name + " is not known here",
                    "it is known inside "
                            + String.join(
                                    " or ",
                                    variable.get().lists().stream()
                                            .map(list -> "{{#" + list + "}}")
                                            .toList()));
        }
        return variable;
    }

    private Set<TemplateVariable.Scope> scopes() {
        Set<TemplateVariable.Scope> scopes = EnumSet.of(TemplateVariable.Scope.MESSAGE);
        open.stream().flatMap(section -> section.list().stream()).forEach(list -> scopes.add(list.inside()));
        return scopes;
    }

    private static boolean isList(TemplateVariable variable) {
        return variable.kind() == TemplateVariable.Kind.LIST;
    }

    private void add(int at, String message, String remedy) {
        findings.add(new Finding(line(at), column(at), message, remedy));
    }

    private int line(int at) {
        return 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private int column(int at) {
        return at - source.lastIndexOf('\n', at - 1);
    }

    private List<TemplateVariable> sections() {
        return open.stream().flatMap(section -> section.variable().stream()).toList();
    }

    private boolean inverted() {
        return open.stream().anyMatch(Section::inverted);
    }
}
