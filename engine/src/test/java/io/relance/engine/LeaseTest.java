package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.books;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.scenario.Grouping;
import io.relance.scenario.Scenario;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.storage.StoredCase;
import io.relance.testkit.ForwardingStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

/** No hand-over begins under a lease that may end before it is over (SEMANTICS 7). */
class LeaseTest {
    private static final int ACCOUNTS = 10;

    private static void tenAccounts(Trial trial) {
        IntStream.range(0, ACCOUNTS)
                .forEach(i -> trial.books.put(books(ACME, "c" + i)
                        .receivable(invoice("F" + i, MONDAY.minusDays(5), "EUR 100.00"))
                        .build()));
    }

    /** Each hand-over takes 25 of the 30 seconds that it may, and the lease of all ten ends after a minute. */
    @ParameterizedTest
    @NullSource
    @EnumSource(
            value = ChannelFeature.class,
            names = {"HONOURS_IDEMPOTENCY_KEY", "ANSWERS_LOOKUP"})
    void a_slow_channel_and_two_engines_hand_nothing_over_twice(ChannelFeature feature) {
        Trial trial = feature == null ? new Trial(STANDARD) : new Trial(STANDARD, feature);
        tenAccounts(trial);
        Relance other = trial.engine(STANDARD, store -> store, builder -> builder, trial.email);
        AtomicInteger begun = new AtomicInteger();
        SlowChannel slow = new SlowChannel(trial.email, () -> {
            begun.incrementAndGet();
            trial.clock.turn(Duration.ofSeconds(25));
            other.dispatch(ACME, MONDAY);
        });
        Relance first = trial.engine(
                STANDARD,
                store -> store,
                builder -> builder.lease(Duration.ofMinutes(1)).timeout(Duration.ofSeconds(30)),
                slow);

        first.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofHours(1));
        other.dispatch(ACME, MONDAY);

        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::delivery)
                .doesNotHaveDuplicates()
                .hasSize(ACCOUNTS);
        assertThat(trial.outbox()).extracting(OutboxEntry::state).containsOnly(OutboxState.ACCEPTED);
        assertThat(begun).hasPositiveValue();
    }

    @Test
    void what_a_lease_was_too_short_for_goes_in_the_same_run_under_another() {
        Trial trial = new Trial();
        tenAccounts(trial);
        SlowChannel slow = new SlowChannel(trial.email, () -> trial.clock.turn(Duration.ofSeconds(29)));
        Relance relance = trial.engine(STANDARD, store -> store, builder -> builder.lease(Duration.ofMinutes(1)), slow);

        RunReport report = relance.run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(ACCOUNTS);
    }

    @Test
    void a_message_whose_lease_ran_out_while_it_was_marked_is_put_back_and_goes_under_another() {
        Trial trial = new Trial();
        trial.books.put(overdue(5).build());
        trial.email.thenFailsForNow("busy");
        trial.run(MONDAY);
        trial.clock.turn(Duration.ofMinutes(1));
        Relance relance = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> trial.clock.turn(Duration.ofSeconds(290))),
                builder -> builder,
                trial.email);

        RunReport report = relance.dispatch(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.deferred()).isZero();
        assertThat(trial.outbox())
                .extracting(OutboxEntry::attempt)
                .as("one failed, one accepted")
                .containsExactly(2);
    }

    /** What was interrupted takes so long to look at again; a hand-over may take 30 seconds, and a look is good for 60. */
    @ParameterizedTest
    @CsvSource({
        "60, 30, 1, the lease and the look are just long enough",
        "60, 31, 0, the lease is too short by now",
        "300, 60, 1, the look is just young enough",
        "300, 61, 0, the look is too old by now"
    })
    void what_was_interrupted_is_handed_over_again_in_time_or_later(
            long lease, long seconds, int handedOver, String why) {
        Trial trial = new Trial(STANDARD, ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.books.put(overdue(5).build());
        trial.email.thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        trial.clock.turn(Relance.DEFAULT_LEASE);
        AtomicBoolean reading = new AtomicBoolean();
        Relance slow = trial.engine(
                STANDARD,
                store -> new ForwardingStore(store) {
                    @Override
                    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
                        if (!reading.getAndSet(true)) {
                            trial.clock.turn(Duration.ofSeconds(seconds));
                        }
                        return super.find(accounts);
                    }
                },
                builder -> builder.lease(Duration.ofSeconds(lease)),
                trial.email);

        assertThat(slow.dispatch(ACME, MONDAY).accepted()).as(why).isEqualTo(handedOver);
        assertThat(trial.email.handedOver()).as(why).hasSize(1 + handedOver);
        trial.clock.turn(Relance.DEFAULT_LEASE);
        trial.relance.dispatch(ACME, MONDAY);
        assertThat(trial.outbox()).extracting(OutboxEntry::state).containsExactly(OutboxState.ACCEPTED);
        assertThat(trial.email.taken()).hasSize(1);
    }

    /** One message each for two invoices that are grouped by themselves; the second is under way when the program dies. */
    private static Trial dyingDuringTheSecond(ChannelFeature... features) {
        Scenario each = STANDARD.toBuilder().grouping(Grouping.INVOICE).build();
        Trial trial = new Trial(each, store -> store, builder -> builder.policy(uncapped(each)), features);
        trial.books.put(overdue(5, 5).build());
        trial.email.thenFailsForNow("busy").thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        assertThat(trial.outbox())
                .extracting(OutboxEntry::state)
                .containsExactlyInAnyOrder(OutboxState.READY, OutboxState.SENDING);
        return trial;
    }

    private static Policy uncapped(Scenario scenario) {
        return Policy.named("uncapped")
                .contactCapDays(0)
                .scenario(scenario)
                .defaultScenario(scenario.id())
                .build();
    }

    @Test
    void a_message_under_way_is_settled_before_the_others_of_its_account() {
        Trial trial = dyingDuringTheSecond(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.clock.turn(Relance.DEFAULT_LEASE);

        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isEqualTo(2);
    }

    @Test
    void a_message_that_another_under_way_keeps_back_is_free_again_after_the_run() {
        Trial trial = dyingDuringTheSecond(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
        trial.clock.turn(Relance.DEFAULT_LEASE.minusSeconds(30));
        // the lease of the one under way has not ended: the other can't go yet
        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted()).isZero();

        trial.clock.turn(Duration.ofSeconds(30));

        assertThat(trial.relance.dispatch(ACME, MONDAY).accepted())
                .as("both, without waiting for another lease to end")
                .isEqualTo(2);
    }
}
