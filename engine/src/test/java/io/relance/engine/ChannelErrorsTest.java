package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.LateReceipt;
import io.relance.channel.OutboundMessage;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a channel throws, a library that is missing included, is an affair of that channel: the run goes on. */
class ChannelErrorsTest {
    private static final Scenario BY_SMS = Scenario.named("by-sms")
            .step("reminder", s -> s.daysAfterDue(5).sms("reminder"))
            .build();

    private final Trial trial = new Trial();

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("the line dropped"),
                new NoClassDefFoundError("a driver is missing"),
                new AssertionError("this can't be"));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private static <T> T failing(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** Takes text messages, and fails at everything else that it is asked. */
    private static final class Failing implements Channel {
        private final Throwable failure;
        private final ChannelFeature feature;
        private final RecordingChannel channel;
        private boolean failing = true;
        private int acknowledged;
        private List<LateReceipt> mailbox = List.of();

        Failing(Throwable failure, ChannelFeature feature, RecordingChannel channel) {
            this.failure = failure;
            this.feature = feature;
            this.channel = channel;
        }

        @Override
        public ChannelId id() {
            return channel.id();
        }

        @Override
        public Set<ChannelFeature> features() {
            return Set.of(feature);
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            return channel.deliver(message, timeout);
        }

        @Override
        public Optional<DeliveryReceipt> lookup(DeliveryId delivery, Duration timeout) {
            return failing
                    ? failing(failure)
                    : Optional.of(new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.empty()));
        }

        @Override
        public List<LateReceipt> poll(int limit, Duration timeout) {
            return failing && mailbox.isEmpty() ? failing(failure) : mailbox;
        }

        @Override
        public void acknowledge(List<LateReceipt> receipts) {
            acknowledged++;
            failing(failure);
        }

        @Override
        public SendingHours sendingHours() {
            return failing && feature == ChannelFeature.HONOURS_IDEMPOTENCY_KEY ? failing(failure) : SendingHours.ANY;
        }
    }

    private Failing sms(Throwable failure, ChannelFeature feature) {
        return new Failing(failure, feature, trial.channel(ChannelId.SMS));
    }

    /** An engine over books with one customer, who is reminded by text message. */
    private Relance engine(Failing channel) {
        trial.books.put(overdue(5).build());
        return trial.engine(BY_SMS, store -> store, builder -> builder, channel);
    }

    private List<OutboxState> states() {
        return trial.outbox().stream().map(OutboxEntry::state).toList();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void one_that_fails_when_asked_about_a_message_in_doubt_leaves_it_in_doubt(Throwable failure) {
        Failing sms = sms(failure, ChannelFeature.ANSWERS_LOOKUP);
        sms.channel.thenIsInDoubt("the line dropped");
        Relance engine = engine(sms);
        engine.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofHours(1));

        engine.run(ACME, MONDAY);

        assertThat(states()).containsExactly(OutboxState.IN_DOUBT);
        sms.failing = false;
        assertThat(engine.run(ACME, MONDAY).accepted()).as("it took it").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void one_that_fails_when_asked_for_late_receipts_has_none(Throwable failure) {
        RunReport report = engine(sms(failure, ChannelFeature.LATE_RECEIPTS)).run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.reported()).isZero();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void one_that_can_not_forget_late_receipts_gives_them_again(Throwable failure) {
        Failing sms = sms(failure, ChannelFeature.LATE_RECEIPTS);
        Relance engine = engine(sms);
        engine.run(ACME, MONDAY);
        sms.mailbox = List.of(new LateReceipt(
                "r1",
                Optional.of(sms.channel.handedOver().get(0).delivery()),
                Optional.empty(),
                LateReceipt.Outcome.DELIVERED,
                Instant.EPOCH,
                "delivered"));

        assertThat(engine.run(ACME, MONDAY).reported()).isEqualTo(1);
        assertThat(engine.run(ACME, MONDAY).reported()).as("recorded already").isZero();
        assertThat(sms.acknowledged).isPositive();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void one_that_does_not_say_its_hours_sends_at_none_and_is_named(Throwable failure) {
        Failing sms = sms(failure, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        Relance engine = engine(sms);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.accepted()).isZero();
        assertThat(report.brokenAccounts())
                .singleElement()
                .satisfies(broken -> assertThat(broken.why())
                        .isEqualTo("channel sms threw " + failure.getClass().getName() + " when asked for its hours"));
        assertThat(states()).containsExactly(OutboxState.READY);
        sms.failing = false;
        trial.clock.turn(Relance.DEFAULT_LEASE);
        assertThat(engine.run(ACME, MONDAY).accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void what_was_marked_for_one_that_then_does_not_say_its_hours_is_put_back(Throwable failure) {
        Failing sms = sms(failure, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        sms.failing = false;
        trial.books.put(overdue(5).build());
        sms.channel.thenFailsForNow("busy");
        trial.engine(BY_SMS, store -> store, builder -> builder, sms).run(ACME, MONDAY);
        trial.clock.turn(Duration.ofMinutes(1));
        Relance engine = trial.engine(
                BY_SMS, store -> new InterruptedStore(store, () -> sms.failing = true), builder -> builder, sms);

        RunReport report = engine.dispatch(ACME, MONDAY);

        assertThat(report.broken()).isEqualTo(1);
        assertThat(states()).containsExactly(OutboxState.READY);
        sms.failing = false;
        trial.clock.turn(Duration.ofHours(1));
        assertThat(engine.dispatch(ACME, MONDAY).accepted()).isEqualTo(1);
    }
}
