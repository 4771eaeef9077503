package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.STANDARD;
import static io.relance.engine.Trial.books;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RunReport;
import io.relance.account.Hold;
import io.relance.account.MessageState;
import io.relance.channel.Channel;
import io.relance.channel.ChannelFeature;
import io.relance.channel.OutboundMessage;
import io.relance.channel.SendingHours;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.history.AccountEvent;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Contact;
import io.relance.receivable.Customer;
import io.relance.scenario.Grouping;
import io.relance.scenario.Scenario;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages over channels that honour ids are marked together, and their receipts noted together; messages in doubt are asked about. */
class TogetherTest {
    private static final ChannelFeature HONOURS = ChannelFeature.HONOURS_IDEMPOTENCY_KEY;

    /** How many entries each call marked as being sent. */
    private final List<Integer> marked = new ArrayList<>();

    private ForwardingStore watched(DunningStore store) {
        return new ForwardingStore(store) {
            @Override
            public List<CommitOutcome> commit(List<AccountCommit> commits) {
                int sending = (int) commits.stream()
                        .flatMap(commit -> commit.changed().stream())
                        .filter(change -> change.entry().state() == OutboxState.SENDING)
                        .count();
                if (sending > 0) {
                    marked.add(sending);
                }
                return super.commit(commits);
            }
        };
    }

    private Trial customers(int count, ChannelFeature... features) {
        Trial trial = new Trial(STANDARD, this::watched, builder -> builder, features);
        for (int i = 0; i < count; i++) {
            trial.books.put(books(ACME, "c" + i)
                    .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
        }
        return trial;
    }

    private static List<DeliveryId> taken(Trial trial) {
        return trial.email.taken().stream().map(OutboundMessage::delivery).toList();
    }

    @Test
    void over_a_channel_that_honours_ids_they_are_marked_as_being_sent_together() {
        Trial trial = customers(120, HONOURS);

        RunReport report = trial.run(MONDAY);

        assertThat(report.accepted()).isEqualTo(120);
        assertThat(taken(trial)).doesNotHaveDuplicates().hasSize(120);
        // 5, then twice as many each time; claims come by the hundred
        assertThat(marked).containsExactly(5, 10, 20, 40, 25, 20);
    }

    @Test
    void over_any_other_channel_one_is_marked_after_the_other() {
        Trial trial = customers(12, ChannelFeature.ANSWERS_LOOKUP);

        trial.run(MONDAY);

        assertThat(marked).hasSize(12).containsOnly(1);
    }

    @Test
    void messages_of_one_account_go_one_after_the_other() {
        Scenario each = Scenario.named("each")
                .grouping(Grouping.INVOICE)
                .step("reminder", step -> step.daysAfterDue(5).email("reminder"))
                .build();
        Policy policy = Policy.named("often")
                .contactCapDays(0)
                .scenario(each)
                .defaultScenario(each.id())
                .build();
        Trial trial = new Trial(each, this::watched, builder -> builder.policy(policy), HONOURS);
        trial.books.put(overdue(5, 5, 5).build());

        trial.run(MONDAY);

        assertThat(trial.email.taken()).hasSize(3);
        assertThat(marked).containsExactly(1, 1, 1);
    }

    @Test
    void a_crash_among_them_delays_those_that_had_not_left_and_doubles_none() {
        Trial trial = customers(20, HONOURS);
        trial.email.thenAccepts().thenAccepts().thenAcceptsAndDies(new StackOverflowError());
        assertThatThrownBy(() -> trial.run(MONDAY)).isInstanceOf(StackOverflowError.class);
        assertThat(trial.outbox())
                .filteredOn(entry -> entry.state() == OutboxState.SENDING)
                .as("the first five were marked, three were handed over, no receipt was noted")
                .hasSize(5);

        RunReport report = trial.run(MONDAY.plusDays(1));

        assertThat(report.accepted()).isEqualTo(20);
        assertThat(taken(trial)).doesNotHaveDuplicates().hasSize(20);
        assertThat(trial.outbox()).extracting(OutboxEntry::state).containsOnly(OutboxState.ACCEPTED);
    }

    @Test
    void each_gets_its_own_answer() {
        Trial trial = customers(5, HONOURS);
        trial.email
                .thenAccepts()
                .thenFailsForNow("busy")
                .thenRefuses("no such mailbox")
                .thenIsInDoubt("line dropped")
                .thenAccepts();

        RunReport report = trial.run(MONDAY);

        assertThat(marked).containsExactly(5);
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.deferred()).isEqualTo(1);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.inDoubt()).isEqualTo(1);
    }

    @Test
    void when_something_fails_about_one_the_receipts_of_the_others_are_noted() {
        Trial trial = customers(5, HONOURS);
        AtomicInteger asked = new AtomicInteger();
        Channel moody = new Channel() {
            @Override
            public ChannelId id() {
                return trial.email.id();
            }

            @Override
            public Set<ChannelFeature> features() {
                return trial.email.features();
            }

            @Override
            public SendingHours sendingHours() {
                // five are claimed, then each is asked about again just before its hand-over
                if (asked.incrementAndGet() == 8) {
                    throw new IllegalStateException("the hours can't be read");
                }
                return SendingHours.ANY;
            }

            @Override
            public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
                return trial.email.deliver(message, timeout);
            }
        };
        Relance engine = trial.engine(STANDARD, this::watched, builder -> builder, moody);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(4);
        assertThat(report.broken()).isEqualTo(1);
        assertThat(trial.outbox())
                .extracting(OutboxEntry::state)
                .as("the one is put back, and leaves later")
                .containsOnlyOnce(OutboxState.READY)
                .contains(OutboxState.ACCEPTED);
        assertThat(trial.run(MONDAY.plusDays(1)).accepted()).isEqualTo(1);
        assertThat(taken(trial)).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void one_that_was_paid_meanwhile_stays_back_and_the_others_leave() {
        Trial trial = customers(5, HONOURS);
        AtomicInteger commits = new AtomicInteger();
        Relance engine = trial.engine(
                STANDARD,
                store -> new InterruptedStore(watched(store), () -> {
                    // decided, and not looked at again yet
                    if (commits.getAndIncrement() == 0) {
                        trial.books.put(books(ACME, "c2").build());
                    }
                }),
                builder -> builder,
                trial.email);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.planned()).isEqualTo(5);
        assertThat(report.accepted()).isEqualTo(4);
        assertThat(report.cancelled()).isEqualTo(1);
        assertThat(trial.email.taken()).hasSize(4);
    }

    @Test
    void an_account_that_somebody_changes_meanwhile_is_looked_at_again_by_itself() {
        Trial trial = customers(5, HONOURS);
        AtomicInteger commits = new AtomicInteger();
        Relance desk = trial.engine(STANDARD, store -> store, builder -> builder, trial.channel(trial.email.id()));
        Relance engine = trial.engine(
                STANDARD,
                store -> new InterruptedStore(
                        watched(store),
                        () -> {
                            // the first commit decides, the second marks
                            if (commits.incrementAndGet() == 2) {
                                desk.account(AccountId.of("acme", "c3"), "jane", MONDAY)
                                        .hold(new Hold(
                                                "h1",
                                                Optional.empty(),
                                                MONDAY,
                                                Optional.empty(),
                                                "calls back",
                                                "jane"));
                            }
                        },
                        2),
                builder -> builder,
                trial.email);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(4);
        assertThat(report.cancelled()).isEqualTo(1);
        assertThat(taken(trial)).hasSize(4);
    }

    @Test
    void when_the_engine_is_closed_what_was_marked_and_not_begun_is_ready_again() {
        Trial trial = customers(20, HONOURS);
        List<Relance> engines = new ArrayList<>();
        AtomicBoolean once = new AtomicBoolean();
        Channel closing = new SlowChannel(trial.email, () -> {
            if (once.compareAndSet(false, true)) {
                assertThat(engines.get(0).close(Duration.ZERO))
                        .as("one is under way")
                        .isFalse();
            }
        });
        engines.add(trial.engine(STANDARD, this::watched, builder -> builder, closing));
        trial.clock.turnToMorningOf(MONDAY);

        engines.get(0).run(ACME, MONDAY);

        assertThat(trial.email.taken()).hasSize(1);
        assertThat(trial.outbox())
                .filteredOn(entry -> entry.state() == OutboxState.READY)
                .hasSize(19)
                .allMatch(entry -> entry.attempt() == 0);
    }

    @Test
    void what_could_not_be_put_back_is_handed_over_when_its_lease_has_ended() {
        Trial trial = customers(3, HONOURS);
        List<Relance> engines = new ArrayList<>();
        Channel closing = new SlowChannel(
                trial.email,
                () -> assertThat(engines.get(0).close(Duration.ZERO)).isFalse());
        engines.add(trial.engine(STANDARD, TogetherTest::neverPuttingBack, builder -> builder, closing));
        trial.clock.turnToMorningOf(MONDAY);

        RunReport cutOff = engines.get(0).run(ACME, MONDAY);

        assertThat(cutOff.brokenAccounts())
                .hasSize(2)
                .allSatisfy(broken -> assertThat(broken.why()).contains("changed by others 10 times"));
        assertThat(trial.outbox())
                .extracting(OutboxEntry::state)
                .containsExactlyInAnyOrder(OutboxState.ACCEPTED, OutboxState.SENDING, OutboxState.SENDING);

        assertThat(trial.run(MONDAY.plusDays(1)).accepted()).isEqualTo(2);
        assertThat(taken(trial)).doesNotHaveDuplicates().hasSize(3);
    }

    /** Somebody else is faster whenever what was being sent is to be ready again. */
    private static DunningStore neverPuttingBack(DunningStore store) {
        return new ForwardingStore(store) {
            @Override
            public List<CommitOutcome> commit(List<AccountCommit> commits) {
                boolean putBack = commits.stream()
                        .flatMap(commit -> commit.changed().stream())
                        .anyMatch(change -> change.expectedState() == OutboxState.SENDING
                                && change.entry().state() == OutboxState.READY);
                return putBack ? Collections.nCopies(commits.size(), CommitOutcome.CONFLICT) : super.commit(commits);
            }
        };
    }

    @ParameterizedTest(name = "hand-overs of {0} ms go by {1}")
    @CsvSource({"0, 50", "100, 50", "1000, 10", "4000, 2", "30000, 1"})
    void as_many_go_together_as_a_channel_takes_in_ten_seconds(long millis, int together) {
        Pace pace = new Pace(Duration.ofMinutes(4));
        for (int i = 0; i < 200; i++) {
            pace.took(Duration.ofMillis(millis));
        }

        assertThat(pace.messages()).isEqualTo(together);
    }

    @ParameterizedTest(name = "marking at {0} ms each and leases that leave {1} s go by {2}")
    @CsvSource({"1, 2, 50", "50, 2, 20", "50, 200, 50", "500, 2, 2", "500, 20, 20", "2000, 2, 1"})
    void as_many_go_together_as_can_be_marked_in_half_of_what_a_lease_leaves(long millis, int room, int together) {
        Pace pace = new Pace(Duration.ofSeconds(room));
        for (int i = 0; i < 200; i++) {
            pace.marked(pace.messages(), Duration.ofMillis(millis * pace.messages()));
            pace.took(Duration.ZERO);
        }

        assertThat(pace.messages()).isEqualTo(together);
    }

    @Test
    void when_marking_is_slow_none_is_put_back_because_its_lease_is_too_short() {
        Trial trial = customers(120, HONOURS);
        Duration each = Duration.ofMillis(50);
        Relance engine = trial.engine(
                STANDARD,
                store -> new ForwardingStore(watched(store)) {
                    @Override
                    public List<CommitOutcome> commit(List<AccountCommit> commits) {
                        trial.clock.turn(each.multipliedBy(commits.size()));
                        return super.commit(commits);
                    }
                },
                builder -> builder.lease(Duration.ofSeconds(4)).timeout(Duration.ofSeconds(2)),
                trial.email);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(120);
        assertThat(report.deferred()).isZero();
        assertThat(marked.stream().mapToInt(Integer::intValue).sum())
                .as("each is marked once")
                .isEqualTo(120);
    }

    @Test
    void a_message_in_doubt_is_asked_about_until_the_channel_knows() {
        Trial trial = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        List<Optional<DeliveryReceipt>> answers = new ArrayList<>();
        Channel forgetful = asked(trial.email, answers);
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder, forgetful);
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.clock.turnToMorningOf(MONDAY);
        answers.add(Optional.of(new DeliveryReceipt.InDoubt("the provider is down")));
        answers.add(Optional.of(new DeliveryReceipt.Accepted(trial.clock.instant(), Optional.of("r1"))));

        assertThat(engine.run(ACME, MONDAY).inDoubt()).isEqualTo(1);
        engine.dispatch(ACME, MONDAY);
        assertThat(answers).as("not asked before a lease is over").hasSize(2);
        trial.clock.turn(Relance.DEFAULT_LEASE);
        engine.dispatch(ACME, MONDAY);
        assertThat(answers).hasSize(1);
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        RunReport third = engine.dispatch(ACME, MONDAY.plusDays(2));

        assertThat(third.accepted()).isEqualTo(1);
        assertThat(answers).isEmpty();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(trial.onlyMessage().on())
                .as("done on the day on which the doubt was settled")
                .isEqualTo(MONDAY.plusDays(2));
        assertThat(trial.email.handedOver()).hasSize(1);
        assertThat(trial.outbox()).extracting(OutboxEntry::state).containsExactly(OutboxState.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"ANSWERS_LOOKUP, 1", "ANSWERS_LOOKUP HONOURS_IDEMPOTENCY_KEY, 1"})
    void what_the_channel_says_that_it_never_got_is_handed_over_again_under_its_id(String features, int taken) {
        Trial trial = new Trial(
                STANDARD,
                Arrays.stream(features.split(" ")).map(ChannelFeature::valueOf).toArray(ChannelFeature[]::new));
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.run(MONDAY);

        trial.run(MONDAY.plusDays(1));
        assertThat(trial.onlyMessage().status()).as("tried again after a pause").isEqualTo(MessageState.Status.READY);
        assertThat(trial.relance.verify(DUPONT).isIntact()).isTrue();
        trial.run(MONDAY.plusDays(2));

        assertThat(trial.email.taken()).hasSize(taken);
        assertThat(trial.email.handedOver())
                .extracting(OutboundMessage::delivery)
                .as("the same id")
                .hasSize(2)
                .containsOnly(taken(trial).get(0));
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(trial.onlyMessage().on()).isEqualTo(MONDAY.plusDays(2));
    }

    @Test
    void what_the_channel_never_got_and_was_paid_meanwhile_stays_back() {
        Trial trial = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.run(MONDAY);
        trial.books.put(books(ACME, "dupont").build());

        trial.run(MONDAY.plusDays(1));
        trial.run(MONDAY.plusDays(2));

        assertThat(trial.email.taken()).isEmpty();
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.CANCELLED);
    }

    @Test
    void when_answers_are_slow_the_next_run_goes_on_where_this_one_stopped() {
        Trial trial = customers(6, ChannelFeature.ANSWERS_LOOKUP);
        for (int i = 0; i < 6; i++) {
            trial.email.thenIsInDoubt("the line dropped");
        }
        List<DeliveryId> asked = new ArrayList<>();
        Channel slow = answering(trial.email, id -> {
            asked.add(id);
            trial.clock.turn(Duration.ofSeconds(20));
            return Optional.of(new DeliveryReceipt.InDoubt("the provider is down"));
        });
        Relance engine =
                trial.engine(STANDARD, store -> store, builder -> builder.timeout(Duration.ofSeconds(30)), slow);
        trial.clock.turnToMorningOf(MONDAY);
        engine.run(ACME, MONDAY);
        trial.clock.turn(Relance.DEFAULT_LEASE);

        engine.dispatch(ACME, MONDAY);
        assertThat(asked).hasSize(2);
        engine.dispatch(ACME, MONDAY);
        engine.dispatch(ACME, MONDAY);
        assertThat(asked).doesNotHaveDuplicates().hasSize(6);
        engine.dispatch(ACME, MONDAY);
        engine.dispatch(ACME, MONDAY);
        assertThat(asked).as("from the beginning again").hasSize(8).endsWith(asked.get(0), asked.get(1));
    }

    @Test
    void a_known_acceptance_is_not_told_again() {
        Trial trial = new Trial(STANDARD);
        Relance other = trial.engine(STANDARD, store -> store, builder -> builder, trial.channel(trial.email.id()));
        Channel slow = new SlowChannel(
                trial.email, () -> other.account(DUPONT, "jane", MONDAY).tag("meanwhile"));
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder, slow);
        trial.books.put(overdue(5).build());
        trial.clock.turnToMorningOf(MONDAY);

        engine.run(ACME, MONDAY);

        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .noneMatch(AccountEvent.DeliveryReported.class::isInstance);
    }

    /** Frozen past its lease; another engine hands the same over, and that is in doubt, or still under way. */
    @ParameterizedTest
    @CsvSource({"true, for now", "true, for good", "false, for now", "false, for good"})
    void what_a_frozen_hand_over_failed_with_settles_nothing_of_the_other(boolean doubtful, String failure) {
        Trial trial = new Trial(
                Scenario.named("two")
                        .step(
                                "reminder",
                                s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                        .build(),
                store -> store,
                builder -> builder.channel(new RecordingChannel(ChannelId.SMS, () -> Instant.EPOCH)),
                HONOURS);
        RecordingChannel second = trial.channel(ChannelId.EMAIL, HONOURS);
        if (doubtful) {
            second.thenIsInDoubt("the answer was lost");
        }
        RecordingChannel sms = new RecordingChannel(ChannelId.SMS, trial.clock);
        Scenario either = Scenario.named("two")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                .build();
        List<Relance> engines = new ArrayList<>();
        if (failure.equals("for now")) {
            trial.email.thenFailsForNow("503");
        } else {
            trial.email.thenRefuses("no such mailbox");
        }
        Channel inner = new SlowChannel(second, () -> {
            if (!doubtful) {
                // wakes while the second hand-over is under way
                engines.get(0).dispatch(ACME, MONDAY);
            }
        });
        engines.add(
                trial.engine(either, store -> store, builder -> builder.channel(sms), trial.channel(ChannelId.EMAIL)));
        Channel frozen = new SlowChannel(trial.email, () -> {
            trial.clock.turn(Duration.ofHours(2));
            engines.get(1).dispatch(ACME, MONDAY);
        });
        engines.add(trial.engine(either, store -> store, builder -> builder.channel(sms), inner));
        Relance first = trial.engine(either, store -> store, builder -> builder.channel(sms), frozen);
        trial.books.put(overdue(5).build());
        trial.clock.turnToMorningOf(MONDAY);

        first.run(ACME, MONDAY);
        engines.get(1).dispatch(ACME, MONDAY.plusDays(1));

        assertThat(sms.taken()).as("nothing over the fallback").isEmpty();
        assertThat(trial.onlyMessage().status())
                .isEqualTo(doubtful ? MessageState.Status.IN_DOUBT : MessageState.Status.ACCEPTED);
    }

    @Test
    void a_run_for_today_ends_with_the_day() {
        Trial trial = customers(10, HONOURS);
        Channel slow = new SlowChannel(trial.email, () -> trial.clock.turn(Duration.ofHours(4)));
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder.lease(Duration.ofDays(2)), slow);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.accepted())
                .as("at 8, 12, 16 and 20 o'clock; the next would begin at 0")
                .isEqualTo(4);
        assertThat(trial.outbox())
                .filteredOn(entry -> entry.state() == OutboxState.READY)
                .hasSize(6)
                .allMatch(entry -> entry.attempt() == 0);
    }

    @Test
    void what_is_to_be_decided_again_when_the_day_has_ended_is_left_for_the_next_run() {
        Trial trial = new Trial(STANDARD);
        trial.books.put(overdue(5).build());
        Relance desk = trial.engine(STANDARD, store -> store, builder -> builder, trial.channel(trial.email.id()));
        Relance engine = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> {
                    trial.clock.turn(Duration.ofHours(20));
                    desk.account(DUPONT, "jane", MONDAY.plusDays(1)).tag("vip");
                }),
                builder -> builder,
                trial.email);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport late = engine.run(ACME, MONDAY);

        assertThat(late.decided()).isZero();
        assertThat(trial.dupont().messages()).isEmpty();
        assertThat(trial.run(MONDAY.plusDays(1)).accepted()).isEqualTo(1);
    }

    @Test
    void what_was_decided_just_before_the_day_ended_does_not_leave_by_the_books_of_that_day() {
        Trial trial = new Trial(STANDARD);
        trial.books.put(overdue(5).build());
        Relance engine = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> trial.clock.turn(Duration.ofHours(20))),
                builder -> builder,
                trial.email);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport late = engine.run(ACME, MONDAY);

        assertThat(late.planned()).isEqualTo(1);
        assertThat(late.accepted()).isZero();
        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(engine.run(ACME, MONDAY.plusDays(1)).accepted()).isEqualTo(1);
    }

    @Test
    void a_channel_that_keeps_a_run_waiting_is_left_alone_and_others_are_served() {
        Trial trial = new Trial(STANDARD);
        RecordingChannel sms = new RecordingChannel(ChannelId.SMS, trial.clock);
        Channel hanging = new SlowChannel(trial.email, () -> trial.clock.turn(Duration.ofSeconds(30)));
        Relance engine = trial.engine(
                Scenario.named("either")
                        .step(
                                "reminder",
                                s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                        .build(),
                store -> store,
                builder -> builder.channel(sms),
                hanging);
        for (int i = 0; i < 20; i++) {
            trial.email.thenFailsForNow("time-out");
            trial.books.put(books(ACME, "a" + i)
                    .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
        }
        trial.books.put(AccountLedger.builder(
                        ACME,
                        Customer.builder("z")
                                .contact(Contact.builder("billing")
                                        .phone("+33100000000")
                                        .build())
                                .build())
                .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                .build());
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(trial.email.handedOver())
                .as("four times 30 seconds in each look")
                .hasSizeLessThanOrEqualTo(8);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(sms.taken()).hasSize(1);
    }

    @Test
    void a_wave_in_which_a_channel_turns_slow_is_broken_off_and_nothing_of_it_is_punished() {
        Trial trial = customers(60, HONOURS);
        AtomicInteger calls = new AtomicInteger();
        Channel turning = new SlowChannel(trial.email, () -> {
            if (calls.incrementAndGet() > 35) {
                trial.clock.turn(Duration.ofSeconds(6));
            }
        });
        Relance engine = trial.engine(STANDARD, this::watched, builder -> builder, turning);
        trial.clock.turnToMorningOf(MONDAY);

        RunReport report = engine.run(ACME, MONDAY);

        assertThat(report.accepted()).isEqualTo(60);
        assertThat(report.deferred()).isZero();
        // 5, 10, 20; of the next 25 two leave, 23 are put back; then one at a time
        assertThat(marked).startsWith(5, 10, 20, 25).hasSize(4 + 23);
    }

    @Test
    void one_that_the_channel_says_can_never_arrive_leaves_a_task_about_the_address() {
        Trial trial = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        List<Optional<DeliveryReceipt>> answers = new ArrayList<>();
        answers.add(Optional.of(new DeliveryReceipt.PermanentFailure("no such mailbox")));
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder, asked(trial.email, answers));
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.clock.turnToMorningOf(MONDAY);
        engine.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofDays(1));

        engine.run(ACME, MONDAY.plusDays(1));

        assertThat(trial.dupont().messages().get(0).status()).isEqualTo(MessageState.Status.FAILED);
        assertThat(trial.dupont().tasks()).singleElement().matches(task -> task.isOpen());
    }

    @Test
    void one_that_the_channel_says_can_never_arrive_goes_over_the_next_channel() {
        RecordingChannel sms = new RecordingChannel(ChannelId.SMS, () -> Instant.EPOCH);
        Scenario two = Scenario.named("two")
                .step("reminder", s -> s.daysAfterDue(5).email("reminder").orSms("reminder"))
                .build();
        Trial trial = new Trial(two, store -> store, builder -> builder.channel(sms), ChannelFeature.ANSWERS_LOOKUP);
        List<Optional<DeliveryReceipt>> answers = new ArrayList<>();
        answers.add(Optional.of(new DeliveryReceipt.PermanentFailure("no such mailbox")));
        Relance engine =
                trial.engine(two, store -> store, builder -> builder.channel(sms), asked(trial.email, answers));
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.clock.turnToMorningOf(MONDAY);
        engine.run(ACME, MONDAY);
        trial.clock.turnToMorningOf(MONDAY.plusDays(1));

        engine.run(ACME, MONDAY.plusDays(1));

        assertThat(sms.taken()).hasSize(1);
        assertThat(trial.dupont().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.status()).isEqualTo(MessageState.Status.ACCEPTED));
        assertThat(trial.dupont().tasks()).isEmpty();
    }

    @Test
    void a_run_for_a_day_before_it_was_handed_over_settles_nothing_of_it() {
        Trial trial = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        Channel taken = answering(
                trial.email, id -> Optional.of(new DeliveryReceipt.Accepted(trial.clock.instant(), Optional.empty())));
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder, taken);
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.clock.turnToMorningOf(MONDAY);
        engine.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofDays(1));

        engine.run(ACME, MONDAY.minusDays(3));
        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        engine.run(ACME, MONDAY.plusDays(1));

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.ACCEPTED);
        assertThat(trial.onlyMessage().on()).isEqualTo(MONDAY.plusDays(1));
    }

    @Test
    void over_a_channel_that_cannot_be_asked_it_waits_for_a_person() {
        Trial trial = new Trial(STANDARD, HONOURS);
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        trial.run(MONDAY);

        trial.runDaily(MONDAY.plusDays(1), MONDAY.plusDays(9));

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        assertThat(trial.email.handedOver()).hasSize(1);
    }

    @Test
    void a_channel_that_took_a_message_when_others_had_gone_on_with_it_is_noted() {
        Trial trial = new Trial(STANDARD);
        Relance other = trial.engine(STANDARD, store -> store, builder -> builder, trial.channel(trial.email.id()));
        Channel frozen = new SlowChannel(trial.email, () -> {
            // until the lease is over, and a person has settled what was in doubt
            trial.clock.turn(Duration.ofHours(2));
            other.run(ACME, MONDAY);
            other.account(DUPONT, "jane", MONDAY).notSent(trial.onlyMessage().id());
        });
        Relance engine = trial.engine(STANDARD, store -> store, builder -> builder, frozen);
        trial.books.put(overdue(5).build());
        trial.clock.turnToMorningOf(MONDAY);

        engine.run(ACME, MONDAY);

        assertThat(trial.dupont().messages().get(0).status()).isEqualTo(MessageState.Status.FAILED);
        assertThat(trial.relance.timeline(DUPONT))
                .extracting(entry -> entry.event())
                .filteredOn(AccountEvent.DeliveryReported.class::isInstance)
                .singleElement()
                .matches(event -> ((AccountEvent.DeliveryReported) event).what().equals("ACCEPTED"));
    }

    @Test
    void that_nothing_left_is_not_believed_when_it_was_asked_while_the_hand_over_went_on() throws InterruptedException {
        Trial trial = new Trial(STANDARD, ChannelFeature.ANSWERS_LOOKUP);
        trial.books.put(overdue(5).build());
        trial.email.thenIsInDoubt("the line dropped");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        Relance frozen = trial.engine(STANDARD, store -> store, builder -> builder, new SlowChannel(trial.email, () -> {
            begun.countDown();
            try {
                woken.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        trial.clock.turnToMorningOf(MONDAY);
        Thread first = new Thread(() -> frozen.run(ACME, MONDAY));
        first.start();
        begun.await();
        trial.clock.turn(Duration.ofHours(2));
        Channel asked = answering(trial.email, id -> {
            woken.countDown();
            try {
                first.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.empty();
        });
        Relance second = trial.engine(STANDARD, store -> store, builder -> builder, asked);

        second.dispatch(ACME, MONDAY);

        assertThat(trial.onlyMessage().status()).isEqualTo(MessageState.Status.IN_DOUBT);
        assertThat(trial.outbox()).extracting(OutboxEntry::state).containsExactly(OutboxState.IN_DOUBT);
        assertThat(trial.email.handedOver()).hasSize(1);
    }

    private static Channel asked(RecordingChannel channel, List<Optional<DeliveryReceipt>> answers) {
        return answering(channel, id -> answers.remove(0));
    }

    private static Channel answering(RecordingChannel channel, Function<DeliveryId, Optional<DeliveryReceipt>> answer) {
        return new Channel() {
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
                return channel.deliver(message, timeout);
            }

            @Override
            public Optional<DeliveryReceipt> lookup(DeliveryId delivery, Duration timeout) {
                return answer.apply(delivery);
            }
        };
    }
}
