package io.relance.examples.quickstart;

import io.relance.adapter.channelletterpdf.LetterFolder;
import io.relance.adapter.channelletterpdf.LetterLayout;
import io.relance.adapter.channelletterpdf.LetterPdfChannel;
import io.relance.adapter.channelletterpdf.LetterSender;
import io.relance.channel.Channel;
import io.relance.json.DocumentException;
import io.relance.template.MessageSender;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say where letters go. */
final class LettersOption {
    /** Where the window of the envelope is at the left. */
    private static final Set<String> GERMAN = Set.of("DE", "AT");

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable Letters letters;

    /** A folder for them. */
    static final class Letters {
        @Option(
                names = "--letters",
                required = true,
                paramLabel = "DIR",
                converter = Converters.Directory.class,
                description = "The folder for letters, as PDF; --sender must give an address (no letters).")
        Path folder = Path.of("letters");

        @Option(
                names = "--registered",
                description =
                        "Somebody posts the letters that are marked so as registered ones, and keeps the post's receipts.")
        boolean registered;
    }

    /** Whether there is a folder for them. */
    boolean given() {
        return letters != null;
    }

    /** The folder for them; only where it is {@link #given}. */
    Path folder() {
        return Optional.ofNullable(letters).orElseThrow().folder;
    }

    /** Letters as they would be, or what refuses each for want of the creditor's address. */
    static Channel lookedAt(MessageSender sender, String country, InstantSource clock) {
        return isEnough(sender) ? shown(sender, country, clock) : new NoLetters();
    }

    /**
     * The channel, if there are to be letters.
     *
     * @param country the creditor's
     * @throws DocumentException when the sender has no address that a letter could bear
     */
    Optional<LetterPdfChannel> channel(MessageSender sender, String country, InstantSource clock) {
        return Optional.ofNullable(letters).map(wanted -> {
            LetterFolder folder = LetterFolder.at(wanted.folder, clock);
            return LetterPdfChannel.builder(wanted.registered ? folder.whoseRegisteredLettersArePostedSo() : folder)
                    .sender(sender(sender, country))
                    .build();
        });
    }

    /** Letters as they would be, for a look: whatever they need is promised, for none is handed over. */
    static LetterPdfChannel shown(MessageSender sender, String country, InstantSource clock) {
        return LetterPdfChannel.builder(LetterFolder.at(Path.of("."), clock).whoseRegisteredLettersArePostedSo())
                .sender(sender(sender, country))
                .build();
    }

    /** Whether a letter can bear the sender. */
    static boolean isEnough(MessageSender sender) {
        return !sender.address().isEmpty();
    }

    private static LetterSender sender(MessageSender sender, String country) {
        try {
            return LetterSender.of(
                    GERMAN.contains(country) ? LetterLayout.GERMAN : LetterLayout.FRENCH,
                    sender.name(),
                    sender.address().toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw DatabaseOptions.refused(
                    "LETTERS_NEED_SENDER",
                    "a letter can't bear this sender: " + e.getMessage(),
                    "give --sender a file with lines of address");
        }
    }
}
