package io.relance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.adapter.channelletterpdf.LetterFolder;
import io.relance.adapter.channelletterpdf.LetterLayout;
import io.relance.adapter.channelletterpdf.LetterPdfChannel;
import io.relance.adapter.channelletterpdf.LetterSender;
import io.relance.channel.Attachment;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.receivable.Receivable;
import io.relance.scenario.Scenario;
import io.relance.storage.InMemoryDunningStore;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the page about letters. */
class LettersTest {
    private final LocalDate today = LocalDate.of(2026, 3, 9);
    private final CreditorId atelier = new CreditorId("atelier");
    private final HandTurnedClock clock = HandTurnedClock.onMorningOf(today);
    private final InMemoryBooks books = InMemoryBooks.empty()
            .put(AccountLedger.builder(
                            atelier,
                            Customer.builder("C-1")
                                    .contact(Contact.builder("billing")
                                            .name("Port de plaisance")
                                            .postalAddress("8 quai Nord\n76600 Le Havre")
                                            .build())
                                    .build())
                    .receivable(Receivable.invoice(
                                    "F-1", today.minusDays(36), today.minusDays(6), Money.parse("EUR 1250.00"))
                            .build())
                    .build());
    private final Scenario byLetter = Scenario.named("by-letter")
            .step("reminder", s -> s.daysAfterDue(5).letter("reminder"))
            .build();

    @TempDir
    Path directory;

    @Test
    void a_reminder_is_a_letter_in_the_folder_and_is_seen_before() throws IOException {
        // shown in docs/guide/letters.md
        LetterFolder folder = LetterFolder.at(directory, clock)
                .whoseRegisteredLettersArePostedSo(); // somebody posts them so, and keeps the receipts
        LetterPdfChannel letters = LetterPdfChannel.builder(folder)
                .sender(
                        atelier,
                        LetterSender.of(LetterLayout.FRENCH, "Atelier Martin", "3 quai des Docks", "76600 Le Havre")
                                .from("Le Havre"))
                .build();

        Relance relance = Relance.builder()
                .books(books)
                .store(new InMemoryDunningStore())
                .channel(letters)
                .clock(clock)
                .scenario(byLetter)
                .build();
        // until here
        try (relance) {
            assertThat(relance.run(atelier, today).accepted()).isEqualTo(1);
        }
        assertThat(onlyLetter()).isNotEmpty();

        Files.createDirectories(directory.resolve("proof"));
        OutboundMessage message = OutboundMessage.builder(
                        new DeliveryId(new MessageId("0".repeat(64)), ChannelId.LETTER, 0),
                        AccountId.of("atelier", "C-1"))
                .recipientAddress("8 quai Nord\n76600 Le Havre")
                .text("Bonjour")
                .language("fr")
                .businessDate(today)
                .plannedAt(clock.instant())
                .build();
        // shown in docs/guide/letters.md
        Attachment pdf = letters.preview(message).orElseThrow();
        Files.write(directory.resolve("proof").resolve(pdf.name()), pdf.bytes());
        // until here
        assertThat(directory.resolve("proof/0000000000000000.pdf")).isNotEmptyFile();
    }

    private byte[] onlyLetter() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> letters = files.filter(Files::isRegularFile).toList();
            assertThat(letters).hasSize(1);
            byte[] bytes = Files.readAllBytes(letters.get(0));
            assertThat(new String(Arrays.copyOf(bytes, 5), StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
            return bytes;
        }
    }
}
