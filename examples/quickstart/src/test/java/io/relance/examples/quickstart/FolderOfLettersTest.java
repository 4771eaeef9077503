package io.relance.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One letter that can't be written for now keeps no other back; a folder that takes no files does. */
class FolderOfLettersTest {
    @TempDir
    Path home;

    /** Takes letters whose number is even. */
    private static final class Press implements Channel {
        @Override
        public ChannelId id() {
            return ChannelId.LETTER;
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            return message.delivery().recipient() % 2 == 0
                    ? new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.empty())
                    : new DeliveryReceipt.TemporaryFailure("the time was over");
        }
    }

    private static DeliveryReceipt letter(FolderOfLetters letters, int number) {
        return letters.deliver(
                OutboundMessage.builder(
                                new DeliveryId(new MessageId("0".repeat(64)), ChannelId.LETTER, number),
                                AccountId.of("acme", "c"))
                        .recipientAddress("2 quai des Brumes\n29200 Brest")
                        .text("Bonjour")
                        .language("fr")
                        .businessDate(LocalDate.EPOCH)
                        .plannedAt(Instant.EPOCH)
                        .build(),
                Duration.ofSeconds(1));
    }

    @Test
    void one_letter_that_fails_for_now_waits_alone_and_the_run_says_so() throws IOException {
        FolderOfLetters letters = new FolderOfLetters(new Press(), home.resolve("letters"));

        assertThat(letter(letters, 1)).isEqualTo(new DeliveryReceipt.TemporaryFailure("the time was over"));
        assertThat(letter(letters, 2)).isInstanceOf(DeliveryReceipt.Accepted.class);
        assertThat(letter(letters, 3)).isInstanceOf(DeliveryReceipt.TemporaryFailure.class);

        letters.requireIntact();
        assertThat(letters.notTaken())
                .hasValueSatisfying(told -> assertThat(told).contains("2 letters", "the time was over"));
        try (var left = Files.list(home.resolve("letters"))) {
            assertThat(left).as("of the look whether it takes files").isEmpty();
        }
    }

    @Test
    void a_folder_that_takes_no_file_stops_the_letters_of_the_run() {
        // a file stands where the folder should be
        Path gone = CommandLineRun.write(home, "letters", "in the way");
        FolderOfLetters letters = new FolderOfLetters(new Press(), gone);

        letter(letters, 1);

        assertThat(letter(letters, 2))
                .isEqualTo(new DeliveryReceipt.TemporaryFailure("an earlier letter could not be written"));
        assertThat(letters.notTaken()).isEmpty();
        assertThatThrownBy(letters::requireIntact).isInstanceOf(OutputException.class);
    }
}
