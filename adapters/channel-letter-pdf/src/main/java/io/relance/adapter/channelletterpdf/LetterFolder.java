package io.relance.adapter.channelletterpdf;

import io.relance.channel.ChannelFeature;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.delivery.DeliveryReceipt.Accepted;
import io.relance.delivery.DeliveryReceipt.InDoubt;
import io.relance.delivery.DeliveryReceipt.TemporaryFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A folder of letters that somebody prints and posts: each is a file {@code <delivery id>.pdf}, complete from the
 * moment it can be seen, and on the disk before it is accepted.
 *
 * <p>Files may be taken away once they are there. Which deliveries have been handed over is kept in empty files of the
 * folder {@code .taken} beside them, which must stay: by it the same delivery id is written once, at any distance in
 * time, and the folder can be asked. A crash may leave a file that ends in {@code .tmp} in that folder; it is nobody's
 * letter. For several threads and processes.
 */
public final class LetterFolder implements PrintService {
    private static final String TAKEN = ".taken";

    private final Path folder;
    private final InstantSource clock;
    private final boolean postedRegistered;

    private LetterFolder(Path folder, InstantSource clock, boolean postedRegistered) {
        this.folder = folder;
        this.clock = clock;
        this.postedRegistered = postedRegistered;
    }

    /**
     * A folder, made with the first letter. Letters that need proof of their dispatch are refused.
     *
     * @param clock gives the instants of the receipts
     */
    public static LetterFolder at(Path folder, InstantSource clock) {
        return new LetterFolder(folder, clock, false);
    }

    /**
     * The same folder, for a host in whose house somebody posts the letters marked as registered so, and keeps the
     * post's receipt under the name of the file: with it the folder promises {@link ChannelFeature#PROOF_OF_DISPATCH}.
     */
    public LetterFolder whoseRegisteredLettersArePostedSo() {
        return new LetterFolder(folder, clock, true);
    }

    @Override
    public Set<ChannelFeature> features() {
        Set<ChannelFeature> features =
                EnumSet.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.ANSWERS_LOOKUP);
        if (postedRegistered) {
            features.add(ChannelFeature.PROOF_OF_DISPATCH);
        }
        return Set.copyOf(features);
    }

    @Override
    public DeliveryReceipt print(PrintJob job, Duration timeout) {
        try {
            Files.createDirectories(folder.resolve(TAKEN));
            if (taken(job.delivery()).isEmpty()) {
                write(job);
            }
        } catch (IOException e) {
            return new TemporaryFailure("can't write into " + folder + ": " + reason(e));
        }
        try {
            // also the letter of one that died before it could say so
            remember(job.delivery());
            return taken(job.delivery()).orElseThrow(() -> new IOException("the letter was there and is gone"));
        } catch (IOException e) {
            return new InDoubt("the letter is in " + folder + ", but that can't be kept: " + reason(e));
        }
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
        try {
            return taken(id);
        } catch (IOException e) {
            return Optional.of(new InDoubt("can't look into " + folder + ": " + reason(e)));
        }
    }

    private Optional<DeliveryReceipt> taken(DeliveryId id) throws IOException {
        for (Path path : new Path[] {mark(id), letter(id)}) {
            if (Files.exists(path)) {
                return Optional.of(new Accepted(
                        Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.SECONDS),
                        Optional.of(letter(id).getFileName().toString())));
            }
        }
        if (Files.exists(folder) && !Files.isReadable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        return Optional.empty();
    }

    /** Writes beside and moves into place, so that nobody sees half a letter. The name beside is nobody else's. */
    private void write(PrintJob job) throws IOException {
        Path beside = folder.resolve(TAKEN).resolve(UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel file = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(job.pdf());
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Files.setLastModifiedTime(beside, FileTime.from(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
            Files.move(beside, letter(job.delivery()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Keeps that the letter was there, under the instant of its file. */
    private void remember(DeliveryId id) throws IOException {
        Path mark = mark(id);
        if (Files.exists(mark)) {
            return;
        }
        force(folder);
        FileTime at = Files.getLastModifiedTime(letter(id));
        Path beside = folder.resolve(TAKEN).resolve(UUID.randomUUID() + ".tmp");
        try {
            Files.createFile(beside);
            Files.setLastModifiedTime(beside, at);
            Files.move(beside, mark, StandardCopyOption.ATOMIC_MOVE);
            force(folder.resolve(TAKEN));
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** The entry of a file in its directory; Windows has no such thing, and keeps it by itself. */
    private static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private Path letter(DeliveryId id) {
        return folder.resolve(id + ".pdf");
    }

    private Path mark(DeliveryId id) {
        return folder.resolve(TAKEN).resolve(id.toString());
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? "the file system refused" : reason.toLowerCase(Locale.ROOT);
    }

    /** The folder. */
    @Override
    public String toString() {
        return "the folder " + folder + (postedRegistered ? ", whose registered letters are posted so" : "");
    }
}
