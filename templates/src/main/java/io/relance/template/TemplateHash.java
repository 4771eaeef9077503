package io.relance.template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A name for what all templates say. */
final class TemplateHash {
    private TemplateHash() {}

    static String of(List<TemplateOverride> overrides, Map<Language, Wording> wordings) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (BuiltIn template : BuiltIn.values()) {
            wordings.forEach((language, wording) -> {
                if (template.languages().contains(language)) {
                    add(digest, List.of(template.id(), language.code(), template.source(language, wording)));
                }
            });
        }
        for (TemplateOverride override : overrides) {
            add(
                    digest,
                    Arrays.asList(
                            override.template(),
                            override.language(),
                            override.creditor(),
                            override.subject(),
                            override.text(),
                            override.html(),
                            override.paper(),
                            override.isWithoutHtml()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, List<?> parts) {
        for (Object part : parts) {
            byte[] bytes = Objects.toString(part).getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
    }
}
