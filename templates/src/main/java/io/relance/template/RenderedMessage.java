package io.relance.template;

import java.util.Optional;

/**
 * A message as it goes to a channel.
 *
 * @param subject one line, at most {@value TemplateCatalogue#MAX_SUBJECT} characters
 * @param text lines ended by a line feed
 * @param html a whole document, laid out for the {@link Medium}; empty for a template that a host gave without
 * @param language the language it is written in ({@code fr}, {@code de}), which may not be the one asked for
 */
public record RenderedMessage(String subject, String text, Optional<String> html, String language) {}
