package io.relance.template;

/** A message can't be rendered since the catalogue has no text for the template's id. */
public final class TemplateUnavailableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String template;

    TemplateUnavailableException(String template, String message) {
        super(message);
        this.template = template;
    }

    /** The id that was asked for. */
    public String template() {
        return template;
    }
}
