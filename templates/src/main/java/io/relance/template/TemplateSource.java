package io.relance.template;

import java.util.Optional;

/**
 * A template as it is written: Mustache over the variables of {@link TemplateVariable}.
 *
 * @param subject one line
 * @param html a whole document; empty for a message of plain text
 */
public record TemplateSource(String subject, String text, Optional<String> html) {}
