package io.relance.docs;

import io.relance.channel.Attachment;
import io.relance.channel.Channel;
import io.relance.delivery.ChannelId;
import io.relance.testkit.ChannelContract;
import io.relance.testkit.FarEnd;
import io.relance.testkit.RecordingChannel;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

// shown in docs/spi/channels.md
class MyChannelTest extends ChannelContract {
    private final RecordingChannel channel = new RecordingChannel(ChannelId.EMAIL, Instant::now); // a channel of yours

    @Override
    protected Channel channel() {
        return channel;
    }

    @Override
    protected FarEnd farEnd() { // and a fake of what it hands over to
        return new FarEnd() {
            @Override
            public Set<Manner> manners() {
                return Set.of(Manner.ACCEPTS, Manner.REFUSES_FOR_NOW);
            }

            @Override
            public void behave(Manner manner) {
                if (manner == Manner.REFUSES_FOR_NOW) {
                    channel.thenFailsForNow("busy");
                }
            }

            @Override
            public List<Arrived> arrived() {
                return channel.taken().stream()
                        .map(taken -> new Arrived(
                                taken.delivery(),
                                taken.recipientAddress(),
                                taken.subject(),
                                taken.text(),
                                Set.of(),
                                taken.attachments().stream()
                                        .collect(Collectors.toMap(Attachment::name, Attachment::bytes))))
                        .toList();
            }
        };
    }
}
// until here
