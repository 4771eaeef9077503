package io.relance.template;

import io.relance.receivable.CreditorId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host's own words for a template in one language, for one creditor or for all.
 *
 * <p>Text and HTML go together: whoever changes one gives the other too, or says {@link Builder#withoutHtml}, else readers
 * of the two would read different messages. A layout for {@link Medium#PAPER} may go with them; without one, paper
 * shows what mails do. Words of {@link TemplateCatalogue#FORMAL_NOTICE} show every mandatory mention in each of them,
 * or are not loaded. Defaults: every creditor; a part not given is the catalogue's. Immutable.
 */
public final class TemplateOverride {
    private final String template;
    private final String language;
    private final @Nullable CreditorId creditor;
    private final @Nullable String subject;
    private final @Nullable String text;
    private final @Nullable String html;
    private final @Nullable String paper;
    private final boolean withoutHtml;

    private TemplateOverride(Builder builder) {
        this.template = builder.template;
        this.language = builder.language;
        this.creditor = builder.creditor;
        this.subject = builder.subject;
        this.text = builder.text;
        this.html = builder.html;
        this.paper = builder.paper;
        this.withoutHtml = builder.withoutHtml;
    }

    /**
     * A builder.
     *
     * @param template the id: a built-in one, or a new one of lower-case letters, digits and hyphens
     * @param language {@code de}, {@code en}, {@code es}, {@code fr}, {@code it} or {@code nl}
     */
    public static Builder builder(String template, String language) {
        return new Builder(template, language);
    }

    /** The template's id. */
    public String template() {
        return template;
    }

    /** The language of the texts. */
    public String language() {
        return language;
    }

    /** Whose words they are; empty for every creditor's. */
    public Optional<CreditorId> creditor() {
        return Optional.ofNullable(creditor);
    }

    /** The subject's template. */
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /** The plain text's template. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** The HTML document's template. */
    public Optional<String> html() {
        return Optional.ofNullable(html);
    }

    /** The template of the document for paper; without it paper shows the HTML, or the text. */
    public Optional<String> paper() {
        return Optional.ofNullable(paper);
    }

    /** Whether the message goes out as plain text alone, but for what {@link #paper} says. */
    public boolean isWithoutHtml() {
        return withoutHtml;
    }

    /** Collects an override; not for several threads. */
    public static final class Builder {
        private final String template;
        private final String language;
        private @Nullable CreditorId creditor;
        private @Nullable String subject;
        private @Nullable String text;
        private @Nullable String html;
        private @Nullable String paper;
        private boolean withoutHtml;

        private Builder(String template, String language) {
            this.template = template;
            this.language = language;
        }

        /** See {@link TemplateOverride#creditor}. */
        public Builder creditor(CreditorId creditor) {
            this.creditor = creditor;
            return this;
        }

        /** See {@link TemplateOverride#subject}. */
        public Builder subject(String subject) {
            this.subject = subject;
            return this;
        }

        /** See {@link TemplateOverride#text}. */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /** See {@link TemplateOverride#html}. */
        public Builder html(String html) {
            this.html = html;
            this.withoutHtml = false;
            return this;
        }

        /** See {@link TemplateOverride#paper}. */
        public Builder paper(String paper) {
            this.paper = paper;
            return this;
        }

        /** See {@link TemplateOverride#isWithoutHtml}. */
        public Builder withoutHtml() {
            this.html = null;
            this.withoutHtml = true;
            return this;
        }

        /** The override; the catalogue checks it. */
        public TemplateOverride build() {
            return new TemplateOverride(this);
        }
    }
}
