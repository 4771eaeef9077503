package io.relance.template;

import java.util.Optional;

/**
 * A template as it is written: Mustache over the variables of {@link TemplateVariable}.
 *
 * @param subject one line
 * @param html a whole document for {@link Medium#MAIL}; empty for a message of plain text
 * @param paper a whole document for {@link Medium#PAPER}; empty when paper shows what mails do
 */
public record TemplateSource(String subject, String text, Optional<String> html, Optional<String> paper) {
    Optional<String> html(Medium medium) {
        return switch (medium) {
            case MAIL -> html;
            case PAPER -> paper.isPresent() ? paper : html;
        };
    }
}
