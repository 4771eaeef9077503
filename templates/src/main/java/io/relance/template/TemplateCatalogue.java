package io.relance.template;

import io.relance.receivable.CreditorId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The templates by id, and their rendering: {@code pre-due}, {@code reminder}, {@code firm}, {@code last-reminder}, {@code
 * formal-notice}, {@code hand-over}, {@code thank-you}, {@code promise-confirmed}, {@code plan-confirmed}, {@code statement} and
 * {@code internal}, the brief ones of {@link ContentLevel}, and what a host puts in their place or adds. All but {@code
 * formal-notice} are there in French and English, {@code reminder}, {@code firm}, {@code statement} and the brief ones in German,
 * Spanish, Italian and Dutch too.
 *
 * <p>The words are looked for in the reader's language, then in English, then in any other language that there is; in each,
 * the creditor's own first, then every creditor's, then the built-in. Dates and amounts are written in the language of the
 * words. A message of more than {@value #MAX_LISTED_LINES} lines shows totals and a sentence in place of the lines; they go with it as
 * {@linkplain #details files}, or on paper, up to 2,000 lines, on pages after the letter.
 *
 * <p>{@code formal-notice} is in French, for creditors in France that collect for themselves from businesses and public bodies.
 * It renders only messages that {@linkplain #needsFormalNotice have} what it must show; words of a host's that leave out one of
 * its mentions are not loaded. Immutable; for several threads.
 */
public final class TemplateCatalogue {
    /** The most lines that a message lists; claimed invoices come first, then soon due, then information. */
    public static final int MAX_LISTED_LINES = 500;
    /** The longest subject, in code points; a longer one is cut and ends in an ellipsis. */
    public static final int MAX_SUBJECT = 200;
    /** The template that needs a {@link FormalNotice} in the message. */
    public static final String FORMAL_NOTICE = "formal-notice";

    private final Map<TemplateKey, CompiledTemplate> templates;
    private final Map<Language, Wording> wordings;
    private final String version;

    private TemplateCatalogue(
            Map<TemplateKey, CompiledTemplate> templates, Map<Language, Wording> wordings, String version) {
        this.version = version;
        this.templates = Map.copyOf(templates);
        this.wordings = Collections.unmodifiableMap(new EnumMap<>(wordings));
    }

    /** The catalogue without any words of a host's. */
    public static TemplateCatalogue builtIn() {
        return builder().build();
    }

    /** A builder that starts from the built-in templates. */
    public static Builder builder() {
        return new Builder();
    }

    /** The ids that a policy may name. */
    public SortedSet<String> ids() {
        SortedSet<String> ids = new TreeSet<>();
        templates.keySet().forEach(key -> ids.add(key.template()));
        return Collections.unmodifiableSortedSet(ids);
    }

    /** The languages that have words of the template for every creditor, by code; empty when none has. */
    public SortedSet<String> languages(String id) {
        SortedSet<String> languages = new TreeSet<>();
        templates.keySet().stream()
                .filter(key -> key.template().equals(id) && key.creditor().isEmpty())
                .forEach(key -> languages.add(key.language().code()));
        return Collections.unmodifiableSortedSet(languages);
    }

    /** Names what its templates say: 64 hexadecimal digits that differ when any word of a template does. */
    public String version() {
        return version;
    }

    /** Whether a policy may name the template. */
    public boolean knows(String id) {
        return ids().contains(id);
    }

    /** Whether the template renders only messages that have a {@link FormalNotice}, with all that it must show. */
    public boolean needsFormalNotice(String id) {
        return id.equals(FORMAL_NOTICE);
    }

    /**
     * Whether the words in which a message would be written name an amount of money.
     *
     * @throws TemplateUnavailableException when the id is unknown, or has no words for this creditor
     */
    public boolean showsAmounts(String id, MessageModel model) {
        return find(id, model).showsAmounts();
    }

    private boolean hasWords(String id) {
        return templates.keySet().stream().anyMatch(key -> key.template().equals(id));
    }

    /**
     * Whether the template's words suit messages of that kind: {@code pre-due} is for {@link MessageKind#PREVENTIVE}, {@code
     * thank-you} for {@link MessageKind#THANK_YOU}, {@code promise-confirmed} for {@link MessageKind#PROMISE}, {@code
     * plan-confirmed} for {@link MessageKind#PLAN}, {@code statement} for {@link MessageKind#STATEMENT}, {@code internal} for
     * {@link MessageKind#INTERNAL}, a brief one for those for which {@link ContentLevel} names it, every other built-in one for {@link
     * MessageKind#OVERDUE}; a host's own id for all.
     */
    public boolean suits(String id, MessageKind kind) {
        return BuiltIn.of(id).map(template -> template.kinds().contains(kind)).orElse(hasWords(id));
    }

    /**
     * A built-in template as it is written, to start one's own from.
     *
     * @throws TemplateUnavailableException when the id or the language is none of the built-in ones
     */
    public static TemplateSource builtInSource(String id, String language) {
        BuiltIn template = BuiltIn.of(id)
                .orElseThrow(
                        () -> new TemplateUnavailableException(id, "there is no built-in template \"" + id + "\""));
        Language known = Language.of(language)
                .filter(template.languages()::contains)
                .orElseThrow(() -> new TemplateUnavailableException(
                        id, "there is no built-in template \"" + id + "\" in the language \"" + language + "\""));
        return template.source(known, Wording.of(known));
    }

    /** Writes a message for {@link Medium#MAIL}: as {@link #render(String, MessageModel, Medium)} does. */
    public RenderedMessage render(String id, MessageModel model) {
        return render(id, model, Medium.MAIL);
    }

    /**
     * Writes a message. Words of a host's that have no layout for paper are shown there in that for mails, or as plain
     * text when they have none either.
     *
     * @throws TemplateUnavailableException when the id is unknown, or has no words for this creditor
     * @throws MissingMentionException when a formal notice would lack what it must say, or is asked for under a law whose
     *     demands are not known here: any but French law, for a creditor that collects for itself
     * @throws IllegalArgumentException when the template does not {@linkplain #suits suit} the message's kind
     */
    public RenderedMessage render(String id, MessageModel model, Medium medium) {
        CompiledTemplate template = find(id, model);
        if (!suits(id, model.kind())) {
            throw new IllegalArgumentException(
                    "the template " + id + " does not suit a message of kind " + model.kind());
        }
        if (needsFormalNotice(id)) {
            NoticeRequirements.require(model, template.waysToPay(medium));
        }
        return template.render(model, medium, wording(template.language()));
    }

    /**
     * The lists that have no room in a message, in the language in which it would be written: files to go with it. Claims of late
     * payment and a statement's entries are such lists, too; what is named for information is not. Words that speak of no such list, or
     * name no amount, have none.
     *
     * @return empty when all has room
     * @throws TemplateUnavailableException when the id is unknown, or has no words for this creditor
     */
    public List<DetailList> details(String id, MessageModel model) {
        CompiledTemplate template = find(id, model);
        return template.showsAmounts()
                ? DetailList.of(model, template::speaksOf, template.language(), wording(template.language()))
                : List.of();
    }

    private CompiledTemplate find(String id, MessageModel model) {
        List<Language> languages = new ArrayList<>();
        Language.of(model.language()).ifPresent(languages::add);
        languages.addAll(List.of(Language.values()));
        Optional<CreditorId> creditor = Optional.of(model.sender().id());
        for (Language language : languages) {
            for (Optional<CreditorId> whose : List.of(creditor, Optional.<CreditorId>empty())) {
                CompiledTemplate template = templates.get(new TemplateKey(id, language, whose));
                if (template != null) {
                    return template;
                }
            }
        }
        throw new TemplateUnavailableException(
                id,
                "there is no template \"" + id + "\" for creditor "
                        + model.sender().id()
                        + NearestName.of(id, ids())
                                .filter(nearest -> !nearest.equals(id))
                                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                                .orElse("; there are " + String.join(", ", ids())));
    }

    private Wording wording(Language language) {
        Wording wording = wordings.get(language);
        if (wording == null) {
            throw new IllegalStateException("no words in " + language);
        }
        return wording;
    }

    /** Collects a catalogue; not for several threads. */
    public static final class Builder {
        private final List<TemplateOverride> overrides = new ArrayList<>();

        private Builder() {}

        /** Puts a host's words in place of a built-in template's, or adds a template of the host's own. */
        public Builder override(TemplateOverride override) {
            overrides.add(override);
            return this;
        }

        /**
         * The catalogue.
         *
         * @throws TemplateProblemsException with every problem of every override
         */
        public TemplateCatalogue build() {
            Map<Language, Wording> wordings = new EnumMap<>(Language.class);
            for (Language language : Language.values()) {
                wordings.put(language, Wording.of(language));
            }
            TemplateLoader loader = new TemplateLoader(wordings);
            return new TemplateCatalogue(loader.load(overrides), wordings, TemplateHash.of(overrides, wordings));
        }
    }
}
