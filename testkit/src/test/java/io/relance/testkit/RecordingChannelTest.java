package io.relance.testkit;

import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.delivery.ChannelId;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

/** The fake keeps the promises of a channel, with features and without. */
class RecordingChannelTest {
    @Nested
    class Plain extends Contract {
        Plain() {
            super(new RecordingChannel(ChannelId.EMAIL, Instant::now));
        }
    }

    @Nested
    class WithFeatures extends Contract {
        WithFeatures() {
            super(new RecordingChannel(
                    ChannelId.SMS,
                    Instant::now,
                    ChannelFeature.HONOURS_IDEMPOTENCY_KEY,
                    ChannelFeature.ANSWERS_LOOKUP,
                    ChannelFeature.PROOF_OF_DISPATCH));
        }
    }

    abstract static class Contract extends ChannelContract {
        private final RecordingChannel channel;

        Contract(RecordingChannel channel) {
            this.channel = channel;
        }

        @Override
        protected Channel channel() {
            return channel;
        }

        @Override
        protected FarEnd farEnd() {
            return new RecordedFarEnd(channel);
        }
    }
}
