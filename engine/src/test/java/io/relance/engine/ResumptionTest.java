package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.MessageInTrouble;
import io.relance.Relance;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A hand-over that was interrupted is made again, and what comes of that says nothing of the first. */
class ResumptionTest {
    private final Trial trial = new Trial();
    private final Answering channel = new Answering();
    private final Relance relance = trial.engine(STANDARD, store -> store, builder -> builder, channel);

    /** Honours ids, but answers as told before it looks whether it knows one. */
    private final class Answering implements Channel {
        private final Deque<DeliveryReceipt> told = new ArrayDeque<>();
        private boolean dies = true;

        @Override
        public ChannelId id() {
            return ChannelId.EMAIL;
        }

        @Override
        public Set<ChannelFeature> features() {
            return Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            DeliveryReceipt first = told.poll();
            if (first != null) {
                return first;
            }
            boolean known = trial.email.taken().stream()
                    .anyMatch(taken -> taken.delivery().equals(message.delivery()));
            DeliveryReceipt receipt = known
                    ? new DeliveryReceipt.Accepted(trial.clock.instant(), java.util.Optional.empty())
                    : trial.email.deliver(message, timeout);
            if (dies) {
                dies = false;
                throw new StackOverflowError("the program dies");
            }
            return receipt;
        }
    }

    private void interrupted() {
        trial.books.put(overdue(5).build());
        assertThatThrownBy(() -> relance.run(ACME, MONDAY)).hasMessage("the program dies");
        assertThat(trial.email.taken()).hasSize(1);
        trial.clock.turn(Duration.ofMinutes(6));
    }

    private OutboxState state() {
        assertThat(trial.outbox()).hasSize(1);
        return trial.outbox().stream().map(OutboxEntry::state).findFirst().orElseThrow();
    }

    @Test
    void a_channel_that_is_away_at_the_second_call_is_called_again_until_it_answers() {
        interrupted();
        for (int i = 0; i < 20; i++) {
            channel.told.add(new DeliveryReceipt.TemporaryFailure("connection refused"));
            relance.run(ACME, MONDAY);
            assertThat(state()).isEqualTo(OutboxState.SENDING);
            trial.clock.turn(Duration.ofMinutes(6));
        }

        relance.run(ACME, MONDAY);

        assertThat(state()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void a_run_for_a_day_before_it_was_begun_leaves_it_as_it_is() {
        interrupted();

        trial.books.put(Trial.books(ACME, "dupont").build());
        relance.run(ACME, MONDAY.minusDays(3));
        assertThat(state()).isEqualTo(OutboxState.SENDING);
        trial.books.put(overdue(5).build());
        trial.clock.turn(Duration.ofMinutes(6));
        relance.run(ACME, MONDAY);

        assertThat(state()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(trial.email.taken()).hasSize(1);
    }

    @Test
    void a_channel_that_stays_away_leaves_the_message_to_a_person_after_some_days() {
        interrupted();
        for (int i = 1; i <= 6; i++) {
            channel.told.add(new DeliveryReceipt.TemporaryFailure("connection refused"));
            trial.clock.turnToMorningOf(MONDAY.plusDays(i));
            relance.run(ACME, MONDAY.plusDays(i));
            // the span of the pauses is less than a day; four days off are allowed for
            assertThat(state()).isEqualTo(i <= 4 ? OutboxState.SENDING : OutboxState.IN_DOUBT);
        }
        List<MessageInTrouble> trouble = new ArrayList<>();
        relance.inTrouble(ACME, trouble::add);

        assertThat(trouble)
                .singleElement()
                .satisfies(found -> assertThat(found.trouble()).isEqualTo(MessageInTrouble.Trouble.IN_DOUBT));
    }

    @Test
    void what_a_round_that_stood_still_is_told_settles_nothing_of_another_round_of_the_same_engine() throws Exception {
        RecordingChannel sms = trial.channel(ChannelId.SMS);
        Frozen frozen = new Frozen();
        Relance engine = trial.engine(
                Scenario.named("both")
                        .step(
                                "reminder",
                                s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                        .build(),
                store -> store,
                builder -> builder.channel(sms).sendingHours(ChannelId.SMS, SendingHours.ANY),
                frozen);
        trial.books.put(overdue(5).build());
        Thread first = new Thread(() -> engine.run(ACME, MONDAY));
        frozen.first = first;
        first.start();
        frozen.stands.await();
        trial.clock.turn(Duration.ofMinutes(6));

        engine.run(ACME, MONDAY);
        first.join();
        engine.run(ACME, MONDAY);

        assertThat(state()).isEqualTo(OutboxState.ACCEPTED);
        assertThat(frozen.calls.get()).isEqualTo(2);
        assertThat(sms.handedOver()).as("the e-mail was accepted").isEmpty();
    }

    /** Honours ids. Its first call stands still until the second has begun, and is then refused; the second is accepted after that. */
    private final class Frozen implements Channel {
        private final CountDownLatch stands = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();
        private volatile Thread first = Thread.currentThread();

        @Override
        public ChannelId id() {
            return ChannelId.EMAIL;
        }

        @Override
        public Set<ChannelFeature> features() {
            return Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            try {
                if (calls.incrementAndGet() == 1) {
                    stands.countDown();
                    goesOn.await();
                    return new DeliveryReceipt.PermanentFailure("refused, after six minutes");
                }
                goesOn.countDown();
                first.join();
                return new DeliveryReceipt.Accepted(trial.clock.instant(), Optional.empty());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void a_channel_that_refuses_the_second_call_leaves_the_message_in_doubt() {
        interrupted();
        channel.told.add(new DeliveryReceipt.PermanentFailure("no such mailbox"));

        relance.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofDays(1));
        relance.run(ACME, MONDAY.plusDays(1));

        assertThat(state()).isEqualTo(OutboxState.IN_DOUBT);
        assertThat(trial.email.taken()).hasSize(1);
    }
}
