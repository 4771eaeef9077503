package io.relance.examples.quickstart;

import io.relance.json.DocumentException;
import io.relance.template.MessageSender;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says how the creditor appears in its messages. */
final class SenderOption {
    @Option(
            names = "--sender",
            paramLabel = "FILE",
            converter = Converters.Directory.class,
            description = {
                "How the creditor appears in its messages: name, address, email, iban ... (its id, and an address that",
                "cannot exist)."
            })
    private @Nullable Path file;

    /**
     * The creditor as the file has it, else by its id alone.
     *
     * @throws DocumentException with everything that is wrong with the file
     */
    MessageSender of(BooksOptions options) {
        MessageSender known = RunCommand.sender(options);
        return file == null ? known : SenderFile.read(file, known);
    }
}
