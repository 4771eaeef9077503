package io.relance.template;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A template in one language, ready to render; for several threads. */
final class CompiledTemplate {
    private static final Mustache.Compiler TEXT = Mustache.compiler()
            .withCollector(new MapsOnly())
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withEscaper(Escapers.NONE)
            .withLoader(name -> {
                throw new IllegalStateException("templates load no other templates: " + name);
            });
    private static final Mustache.Compiler HTML = TEXT.withEscaper(Escapers.HTML);

    /** What marks pages after a letter, with the lists that have no room in it. */
    private static final String ANNEX = "class=\"" + Medium.ANNEX + "\"";

    private static final Pattern TAG = Pattern.compile("\\{\\{[^A-Za-z}]*([A-Za-z]+)");

    private final String name;
    private final Language language;
    private final Template subject;
    private final Template text;
    private final boolean showsAmounts;
    private final boolean hasAnnexes;
    private final Set<String> names;
    private final Map<Medium, Template> html = new EnumMap<>(Medium.class);
    private final Map<Medium, Set<TemplateVariable>> waysToPay = new EnumMap<>(Medium.class);

    /**
     * @throws MustacheException when a part is no template
     */
    CompiledTemplate(String name, Language language, TemplateSource source) {
        this.name = name + " (" + language.code() + ")";
        this.language = language;
        this.subject = TEXT.compile(source.subject());
        this.text = TEXT.compile(source.text());
        this.names = Stream.concat(
                        Stream.of(source.subject(), source.text()),
                        Stream.of(Medium.values()).flatMap(medium -> source.html(medium).stream()))
                .flatMap(CompiledTemplate::names)
                .collect(Collectors.toUnmodifiableSet());
        this.showsAmounts =
                names.stream().flatMap(key -> TemplateVariable.of(key).stream()).anyMatch(TemplateVariable::isAmount);
        this.hasAnnexes = source.paper().filter(paper -> paper.contains(ANNEX)).isPresent();
        for (Medium medium : Medium.values()) {
            source.html(medium).map(HTML::compile).ifPresent(compiled -> html.put(medium, compiled));
            if (name.equals(TemplateCatalogue.FORMAL_NOTICE)) {
                waysToPay.put(medium, waysToPay(source, medium));
            }
        }
    }

    private static Stream<String> names(String part) {
        return TAG.matcher(part).results().map(tag -> tag.group(1));
    }

    /** Whether it says anything of a list, by its lines or by whether they are listed. */
    boolean speaksOf(String list) {
        return names.contains(list) || names.contains(list + "Listed");
    }

    /** Whether any of its parts names an amount of money. */
    boolean showsAmounts() {
        return showsAmounts;
    }

    private static Set<TemplateVariable> waysToPay(TemplateSource source, Medium medium) {
        Set<TemplateVariable> ways = NoticeChecker.waysToPay(source.text(), false);
        source.html(medium).ifPresent(given -> ways.retainAll(NoticeChecker.waysToPay(given, true)));
        return Set.copyOf(ways);
    }

    RenderedMessage render(MessageModel model, Medium medium, Wording wording) {
        Map<String, @Nullable Object> values = ModelMap.of(model, language, wording, false);
        boolean annexed = medium == Medium.PAPER && hasAnnexes && LongLists.haveRoomOnPages(model);
        return render(values, annexed ? ModelMap.of(model, language, wording, true) : values, medium);
    }

    /** @throws IllegalStateException when the map lacks something that the template shows */
    RenderedMessage render(Map<String, @Nullable Object> values, Medium medium) {
        return render(values, values, medium);
    }

    /** The plain text stands by itself: what the HTML has on further pages it has not. */
    private RenderedMessage render(
            Map<String, @Nullable Object> values, Map<String, @Nullable Object> ofHtml, Medium medium) {
        try {
            return new RenderedMessage(
                    Clean.line(subject.execute(values), TemplateCatalogue.MAX_SUBJECT),
                    Clean.text(text.execute(values)),
                    Optional.ofNullable(html.get(medium)).map(template -> template.execute(ofHtml)),
                    language.code());
        } catch (MustacheException.Context e) {
            throw new IllegalStateException(
                    "template " + name + ", line " + e.lineNo + ": there is no value for \"" + e.key + "\"", e);
        }
    }

    /** Which ways to pay both its text and its HTML for the medium always show; of a formal notice alone. */
    Set<TemplateVariable> waysToPay(Medium medium) {
        return waysToPay.getOrDefault(medium, Set.of());
    }

    Language language() {
        return language;
    }
}
