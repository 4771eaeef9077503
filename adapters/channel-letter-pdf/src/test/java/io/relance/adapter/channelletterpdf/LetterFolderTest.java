package io.relance.adapter.channelletterpdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import io.relance.delivery.MessageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterFolderTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Instant NOW = Instant.parse("2026-04-01T09:30:00.123Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(300));
    private static final DeliveryId ID = new DeliveryId(new MessageId(Letters.ID), ChannelId.LETTER, 2);
    private static final String NAME = Letters.ID + ".letter.2.pdf";
    private static final DeliveryReceipt ACCEPTED =
            new Accepted(Instant.parse("2026-04-01T09:30:00Z"), Optional.of(NAME));

    @TempDir
    Path directory;

    private LetterFolder folder(Instant now) {
        return LetterFolder.at(directory.resolve("letters"), InstantSource.fixed(now));
    }

    private static PrintJob job(int... bytes) {
        byte[] pdf = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            pdf[i] = (byte) bytes[i];
        }
        return new PrintJob(ID, pdf, false);
    }

    private Path letter() {
        return directory.resolve("letters").resolve(NAME);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("letters"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.resolve("letters").relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_letter_is_a_file_of_the_delivery_ids_name_and_its_mark() throws IOException {
        assertThat(folder(NOW).print(job(1, 2, 3), TIMEOUT)).isEqualTo(ACCEPTED);

        assertThat(letter()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(files()).containsExactly(".taken/" + Letters.ID + ".letter.2", NAME);
    }

    @Test
    void the_same_delivery_is_written_once_also_when_somebody_took_the_letter_away() throws IOException {
        folder(NOW).print(job(1, 2, 3), TIMEOUT);
        assertThat(folder(LATER).print(job(4), TIMEOUT)).isEqualTo(ACCEPTED);
        assertThat(letter()).hasBinaryContent(new byte[] {1, 2, 3});

        Files.delete(letter());
        assertThat(folder(LATER).print(job(4), TIMEOUT)).isEqualTo(ACCEPTED);
        assertThat(letter()).doesNotExist();
        assertThat(folder(LATER).lookup(ID, TIMEOUT)).contains(ACCEPTED);
    }

    @Test
    void a_letter_whose_writer_died_before_it_said_so_is_known() throws IOException {
        folder(NOW).print(job(1, 2, 3), TIMEOUT);
        Files.delete(directory.resolve("letters/.taken/" + Letters.ID + ".letter.2"));

        assertThat(folder(LATER).lookup(ID, TIMEOUT)).contains(ACCEPTED);
        assertThat(folder(LATER).print(job(4), TIMEOUT)).isEqualTo(ACCEPTED);
        assertThat(letter()).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(files()).hasSize(2);
    }

    @Test
    void what_a_dead_writer_left_half_written_is_nobodys_letter() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("letters/.taken"));
        Files.write(taken.resolve("6f1c.tmp"), new byte[] {1});

        assertThat(folder(NOW).lookup(ID, TIMEOUT)).isEmpty();
        assertThat(folder(NOW).print(job(1, 2, 3), TIMEOUT)).isEqualTo(ACCEPTED);
        assertThat(letter()).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void a_folder_that_can_not_be_written_takes_nothing_now() throws IOException {
        Files.createFile(directory.resolve("letters"));

        assertThat(folder(NOW).print(job(1), TIMEOUT))
                .isEqualTo(
                        new TemporaryFailure("can't write into " + directory.resolve("letters") + ": not a directory"));
    }

    @Test
    void nothing_was_handed_over_to_a_folder_that_is_not_there() {
        assertThat(folder(NOW).lookup(ID, TIMEOUT)).isEmpty();
    }
}
