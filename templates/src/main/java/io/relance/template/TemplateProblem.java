package io.relance.template;

import io.relance.receivable.CreditorId;
import java.util.Optional;

/**
 * A mistake in a template that a host supplied.
 *
 * @param template its id
 * @param creditor whose it is; empty when everybody's
 * @param part {@code subject}, {@code text} or {@code html}; {@code template} when it concerns the whole
 * @param line from 1; 0 when it concerns the whole part
 * @param column from 1; 0 when it concerns the whole part
 * @param message what is wrong
 * @param remedy what would be right
 */
public record TemplateProblem(
        String template,
        String language,
        Optional<CreditorId> creditor,
        String part,
        int line,
        int column,
        String message,
        String remedy) {

    /** For people: place, mistake, remedy. */
    @Override
    public String toString() {
        return "template " + template + " (" + language
                + creditor.map(id -> ", creditor " + id).orElse("") + "), " + part
                + (line == 0 ? "" : ", line " + line + ", column " + column) + ": " + message + "; " + remedy;
    }
}
