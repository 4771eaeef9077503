package io.relance.examples.quickstart;

import io.relance.json.DocumentException;
import io.relance.policy.Policy;
import io.relance.template.TemplateCatalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a folder of words of one's own. */
final class TemplatesOption {
    @Option(
            names = "--templates",
            paramLabel = "DIR",
            converter = Converters.Directory.class,
            description = {
                "Words in place of the built-in ones: TEMPLATE.LANGUAGE.subject.txt, TEMPLATE.LANGUAGE.txt,",
                "TEMPLATE.LANGUAGE.html (the built-in ones)."
            })
    private @Nullable Path folder;

    /**
     * The words of the messages.
     *
     * @param policy may name templates that are no built-in ones
     * @throws DocumentException with everything that is wrong with the folder
     */
    TemplateCatalogue catalogue(Policy policy) {
        return folder == null ? TemplateCatalogue.builtIn() : TemplatesFolder.read(folder, Policies.templates(policy));
    }
}
