package io.relance.template;

import io.relance.receivable.CreditorId;
import java.util.Optional;

/** Which words: of a template, in a language, one creditor's or everybody's. */
record TemplateKey(String template, Language language, Optional<CreditorId> creditor) {
    TemplateKey forEverybody() {
        return new TemplateKey(template, language, Optional.empty());
    }
}
