package io.relance.template;

import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lays a host's words over the built-in ones, and checks them. */
final class TemplateLoader {
    private static final String TEXT = "text";
    private static final String HTML = "html";
    private static final String PAPER = "paper";
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Map<TemplateKey, TemplateSource> sources = new HashMap<>();
    private final List<TemplateProblem> problems = new ArrayList<>();

    TemplateLoader(Map<Language, Wording> wordings) {
        wordings.forEach((language, wording) -> {
            for (BuiltIn template : BuiltIn.values()) {
                if (template.languages().contains(language)) {
                    TemplateSource source = template.source(language, wording);
                    sources.put(new TemplateKey(template.id(), language, Optional.empty()), source);
                    TemplateOverride given = TemplateOverride.builder(template.id(), language.code())
                            .build();
                    mentions(given, TEXT, source.text());
                    source.html().ifPresent(html -> mentions(given, HTML, html));
                    source.paper().ifPresent(paper -> mentions(given, PAPER, paper));
                }
            }
        });
    }

    /** @throws TemplateProblemsException with every problem of every override */
    Map<TemplateKey, CompiledTemplate> load(List<TemplateOverride> overrides) {
        Map<TemplateKey, TemplateOverride> seen = new HashMap<>();
        // Everybody's words first: a creditor's own stand on them.
        for (boolean general : List.of(true, false)) {
            for (TemplateOverride override : overrides) {
                if (override.creditor().isEmpty() == general) {
                    check(override);
                    lay(override, seen);
                }
            }
        }
        Map<TemplateKey, CompiledTemplate> compiled = new HashMap<>();
        if (problems.isEmpty()) {
            sources.forEach((key, source) -> compile(key, source, compiled));
        }
        if (!problems.isEmpty()) {
            throw new TemplateProblemsException(problems);
        }
        return compiled;
    }

    private void check(TemplateOverride override) {
        if (!ID.matcher(override.template()).matches()) {
            whole(override, "the id has other characters", "use lower-case letters, digits and single hyphens");
        }
        if (override.text().isPresent() && override.html().isEmpty() && !override.isWithoutHtml()) {
            whole(override, "the text is given and the HTML is not", "give both, or say withoutHtml()");
        }
        if (override.html().isPresent() && override.text().isEmpty()) {
            whole(override, "the HTML is given and the text is not", "give both");
        }
        if (override.paper().isPresent() && override.text().isEmpty()) {
            whole(override, "the layout for paper is given and the text is not", "give both");
        }
        override.subject().ifPresent(subject -> {
            if (subject.strip().chars().anyMatch(c -> c == '\n' || c == '\r')) {
                problem(override, "subject", 1, 1, "a subject is one line", "take the line breaks out");
            }
            tags(override, "subject", subject);
        });
        override.text().ifPresent(text -> body(override, TEXT, text));
        override.html().ifPresent(html -> body(override, HTML, html));
        override.paper().ifPresent(paper -> body(override, PAPER, paper));
    }

    private void body(TemplateOverride override, String part, String source) {
        tags(override, part, source);
        mentions(override, part, source);
    }

    private void mentions(TemplateOverride override, String part, String source) {
        if (override.template().equals(TemplateCatalogue.FORMAL_NOTICE)) {
            NoticeChecker.check(source, !part.equals(TEXT))
                    .forEach(finding -> problem(
                            override, part, finding.line(), finding.column(), finding.message(), finding.remedy()));
        }
    }

    private void tags(TemplateOverride override, String part, String source) {
        TemplateChecker.check(source)
                .forEach(finding ->
                        problem(override, part, finding.line(), finding.column(), finding.message(), finding.remedy()));
    }

    private void lay(TemplateOverride override, Map<TemplateKey, TemplateOverride> seen) {
        Optional<Language> language = Language.of(override.language());
        if (language.isEmpty()) {
            whole(
                    override,
                    "messages can't be written in the language \"" + override.language() + "\"",
                    "use " + Language.codes());
            return;
        }
        TemplateKey key = new TemplateKey(override.template(), language.get(), override.creditor());
        if (seen.put(key, override) != null) {
            whole(override, "it is given twice", "give it once");
        }
        Optional<TemplateSource> under = Optional.ofNullable(sources.get(key.forEverybody()));
        Optional<String> subject = override.subject().or(() -> under.map(TemplateSource::subject));
        Optional<String> text = override.text().or(() -> under.map(TemplateSource::text));
        if (subject.isEmpty()) {
            whole(override, "a new template needs a subject", "give one");
        }
        if (text.isEmpty()) {
            whole(override, "a new template needs a text", "give one");
        }
        if (subject.isPresent() && text.isPresent()) {
            boolean own = override.text().isPresent();
            Optional<String> html = own ? override.html() : under.flatMap(TemplateSource::html);
            Optional<String> paper = own ? override.paper() : under.flatMap(TemplateSource::paper);
            sources.put(
                    key,
                    new TemplateSource(
                            subject.get(),
                            text.get(),
                            override.isWithoutHtml() ? Optional.empty() : html,
                            override.isWithoutHtml() ? override.paper() : paper));
        }
    }

    /** What the checker lets through compiles; should the library think otherwise, it has the last word. */
    private void compile(TemplateKey key, TemplateSource source, Map<TemplateKey, CompiledTemplate> compiled) {
        try {
            compiled.put(key, new CompiledTemplate(key.template(), key.language(), source));
        } catch (MustacheException e) {
            problems.add(new TemplateProblem(
                    key.template(),
                    key.language().code(),
                    key.creditor(),
                    "template",
                    0,
                    0,
                    "it can't be read: " + e.getMessage(),
                    "write it as Mustache has it"));
        }
    }

    private void whole(TemplateOverride override, String message, String remedy) {
        problem(override, "template", 0, 0, message, remedy);
    }

    private void problem(TemplateOverride override, String part, int line, int column, String message, String remedy) {
        problems.add(new TemplateProblem(
                override.template(), override.language(), override.creditor(), part, line, column, message, remedy));
    }
}
