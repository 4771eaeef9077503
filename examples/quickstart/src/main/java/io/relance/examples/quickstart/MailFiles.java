package io.relance.examples.quickstart;

import io.relance.adapter.channelmailfile.MailFileChannel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as mail files. A directory that can't be written will not be writable for the next message either: from
 * the first one that fails nothing more is written, and the run ends.
 */
final class MailFiles implements RunChannel {
    /** Where the mails are, in the directory of the command. */
    static final String FOLDER = "outbox";

    private final OutputDirectory directory;
    private final MailFileChannel channel;
    private final UnaryOperator<OutboundMessage> finish;
    private @Nullable RuntimeException failure;

    /** @param finish what becomes of a mail before it is written */
    MailFiles(OutputDirectory directory, InstantSource clock, UnaryOperator<OutboundMessage> finish) {
        this.directory = directory;
        this.channel = MailFileChannel.into(directory.path(), clock);
        this.finish = finish;
    }

    @Override
    public ChannelId id() {
        return channel.id();
    }

    @Override
    public Set<ChannelFeature> features() {
        return channel.features();
    }

    @Override
    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
        if (failure != null) {
            return new DeliveryReceipt.TemporaryFailure("an earlier message could not be written");
        }
        DeliveryReceipt receipt = channel.deliver(finish.apply(message), timeout);
        if (receipt instanceof DeliveryReceipt.TemporaryFailure temporary) {
            failure = new OutputException(temporary.reason());
        } else if (receipt instanceof DeliveryReceipt.Accepted accepted) {
            accepted.reference().ifPresent(this::written);
        }
        return receipt;
    }

    /** The engine takes what a channel throws for a doubt about one message, so it is kept for the end of the day. */
    private void written(String name) {
        Path file = directory.path().resolve(FOLDER).resolve(name);
        try {
            directory.written(file);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void requireIntact() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
