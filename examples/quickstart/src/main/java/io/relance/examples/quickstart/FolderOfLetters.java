package io.relance.examples.quickstart;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Letters of a run. One that can't be written for now waits for the next run, and the others go on; a folder that takes no file any
 * more, since it is gone or full, ends the run, as with mails.
 */
final class FolderOfLetters implements RunChannel {
    /** About what a letter of one page has. */
    private static final int PROBE = 64 * 1024;

    private final Channel letters;
    private final Path folder;
    private final Postponed postponed = new Postponed("letter was not written", "letters were not written");
    private @Nullable OutputException failure;

    FolderOfLetters(Channel letters, Path folder) {
        this.letters = letters;
        this.folder = folder;
    }

    @Override
    public ChannelId id() {
        return letters.id();
    }

    @Override
    public Set<ChannelFeature> features() {
        return letters.features();
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        if (failure != null) {
            return new DeliveryReceipt.TemporaryFailure("an earlier letter could not be written");
        }
        DeliveryReceipt receipt = letters.deliver(message, timeout);
        if (receipt instanceof DeliveryReceipt.TemporaryFailure temporary) {
            if (takesFiles()) {
                postponed.add(temporary.reason());
            } else {
                failure = new OutputException(temporary.reason());
            }
        }
        return receipt;
    }

    private boolean takesFiles() {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".relance-", ".tmp");
            try {
                Files.write(probe, new byte[PROBE]);
            } finally {
                Files.deleteIfExists(probe);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<DeliveryReceipt> lookup(DeliveryId id, Duration timeout) {
        return letters.lookup(id, timeout);
    }

    @Override
    public Optional<Attachment> preview(OutboundMessage message) {
        return letters.preview(message);
    }

    /** The first letters of a program that has just begun take seconds. */
    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void requireIntact() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Optional<String> notTaken() {
        return postponed.sentence();
    }

    @Override
    public void close() {
        letters.close();
    }
}
