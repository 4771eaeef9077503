package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.MONDAY;
import static io.relance.engine.Trial.invoice;
import static io.relance.engine.Trial.overdue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.RunReport;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.OutboxState;
import io.relance.storage.StoredCase;
import io.relance.testkit.ForwardingStore;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine that is started and closed, accounts that the host says have changed, and listeners. */
@Timeout(30)
class LifecycleTest {
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final Trial trial = new Trial();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    /** Takes messages, each once it is let. */
    private static class Gate implements Channel {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        boolean closed;
        int taken;

        @Override
        public ChannelId id() {
            return ChannelId.EMAIL;
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            begun.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            taken++;
            return new DeliveryReceipt.Accepted(Instant.EPOCH, Optional.empty());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private void customers(int count) {
        for (int i = 0; i < count; i++) {
            trial.books.put(Trial.books(ACME, "c" + i)
                    .receivable(invoice("F", MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
        }
    }

    private Relance engine(Channel channel, RelanceListener... listeners) {
        return trial.engine(
                Trial.STANDARD,
                store -> store,
                builder -> {
                    List.of(listeners).forEach(builder::listener);
                    return builder;
                },
                channel);
    }

    private List<OutboxState> states() {
        return trial.outbox().stream().map(entry -> entry.state()).toList();
    }

    @Test
    void a_started_engine_runs_for_today_until_it_is_closed() throws Exception {
        trial.books.put(overdue(5).build());
        CountDownLatch runs = new CountDownLatch(3);
        List<LocalDate> dates = new ArrayList<>();
        Relance engine = engine(trial.email, new RelanceListener() {
            @Override
            public void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {
                dates.add(date);
                runs.countDown();
            }
        });
        engine.start(executor, Duration.ofMillis(5), List.of(ACME));
        runs.await();
        assertThatThrownBy(() -> engine.start(executor, Duration.ofMillis(5), List.of(ACME)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("started before");

        assertThat(engine.close(Duration.ofSeconds(10))).isTrue();

        int after = dates.size();
        assertThat(executor.isShutdown()).as("the host's").isFalse();
        executor.schedule(() -> {}, 50, TimeUnit.MILLISECONDS).get();
        assertThat(dates).hasSize(after).containsOnly(MONDAY);
        assertThat(trial.email.handedOver()).hasSize(1);
        assertThatThrownBy(() -> engine.run(ACME, MONDAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void a_round_that_begins_just_before_midnight_hands_over_nothing_after_it() throws InterruptedException {
        trial.books.put(overdue(5).build());
        AtomicBoolean asked = new AtomicBoolean();
        CountDownLatch ran = new CountDownLatch(1);
        List<LocalDate> dates = new ArrayList<>();
        Relance engine = trial.engine(
                Trial.STANDARD,
                store -> store,
                builder -> builder.clock(() -> {
                            Instant now = trial.clock.instant();
                            if (!asked.getAndSet(true)) {
                                trial.clock.turn(Duration.ofHours(20));
                            }
                            return now;
                        })
                        .listener(new RelanceListener() {
                            @Override
                            public void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {
                                dates.add(date);
                                ran.countDown();
                            }
                        }),
                trial.email);

        engine.start(executor, Duration.ofHours(1), List.of(ACME));
        ran.await();
        engine.close();

        assertThat(dates).containsExactly(MONDAY);
        assertThat(trial.email.handedOver()).isEmpty();
        assertThat(trial.outbox()).isEmpty();
    }

    @Test
    void a_run_that_fails_does_not_end_the_others() throws InterruptedException {
        CountDownLatch calls = new CountDownLatch(3);
        Relance engine = engine(trial.email, new RelanceListener() {
            @Override
            public void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {
                calls.countDown();
                throw new IllegalStateException("of the listener");
            }
        });
        engine.start(executor, Duration.ofMillis(5), List.of(ACME));
        calls.await();
        engine.close();
    }

    @Test
    void closing_lets_a_hand_over_under_way_finish_and_begins_no_other() throws Exception {
        customers(3);
        Gate gate = new Gate();
        Relance engine = engine(gate);
        var run = executor.submit(() -> engine.run(ACME, MONDAY));
        gate.begun.await();

        var close = executor.submit(() -> engine.close(Duration.ofSeconds(20)));
        while (true) {
            try {
                engine.dispatch(Trial.ACME, MONDAY.minusYears(1));
            } catch (IllegalStateException closing) {
                break;
            }
        }
        assertThat(gate.closed).isFalse();
        gate.open.countDown();

        assertThat(close.get()).isTrue();
        assertThat(run.get().accepted()).isEqualTo(1);
        assertThat(gate.taken).isEqualTo(1);
        assertThat(gate.closed).isTrue();
        assertThat(states()).containsExactlyInAnyOrder(OutboxState.ACCEPTED, OutboxState.READY, OutboxState.READY);

        Relance next = engine(trial.email);
        assertThat(next.dispatch(ACME, MONDAY).accepted()).as("the lease lasts").isZero();
        trial.clock.turn(Relance.DEFAULT_LEASE);
        assertThat(next.dispatch(ACME, MONDAY).accepted()).isEqualTo(2);
    }

    @Test
    void what_takes_longer_than_the_host_waits_is_left_as_after_a_crash() throws Exception {
        customers(1);
        Gate gate = new Gate();
        Relance engine = engine(gate);
        executor.submit(() -> engine.run(ACME, MONDAY));
        gate.begun.await();
        assertThat(engine.close(Duration.ofMillis(20))).isFalse();
        assertThat(states()).containsExactly(OutboxState.SENDING);
        gate.open.countDown();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_run_that_is_deciding_when_the_engine_is_closed_begins_no_further_page(boolean telling) {
        InMemoryBooks books = telling ? InMemoryBooks.telling() : InMemoryBooks.empty();
        for (int i = 0; i < 1100; i++) {
            books.put(Trial.books(ACME, "c" + i)
                    .receivable(invoice("F", MONDAY.plusDays(20), "EUR 100.00"))
                    .build());
        }
        Relance[] closed = new Relance[1];
        closed[0] = trial.engine(
                Trial.STANDARD,
                store -> new InterruptedStore(store, () -> closed[0].close(Duration.ofMillis(1))),
                builder -> builder.books(books),
                trial.email);

        RunReport report = closed[0].run(ACME, MONDAY);

        assertThat(report.decided()).as("those of the page").isEqualTo(500);
        assertThat(trial.memory.cases(ACME, Optional.empty(), 1100))
                .as("nothing more is stored, not even a mark")
                .hasSize(500);
        Relance next = trial.engine(Trial.STANDARD, store -> store, builder -> builder.books(books), trial.email);
        next.run(ACME, MONDAY);
        assertThat(trial.memory.cases(ACME, Optional.empty(), 1100)).hasSize(1100);
    }

    @Test
    void cases_that_the_books_no_longer_list_are_left_too_when_the_engine_is_closed() {
        for (int i = 0; i < 1100; i++) {
            trial.books.put(Trial.books(ACME, "c" + i)
                    .receivable(invoice("F", MONDAY.plusDays(20), "EUR 100.00"))
                    .build());
        }
        trial.run(MONDAY);
        AtomicInteger find = new AtomicInteger();
        Relance[] closed = new Relance[1];
        closed[0] = trial.engine(
                Trial.STANDARD,
                store -> new ForwardingStore(store) {
                    @Override
                    public Map<AccountId, StoredCase> find(Collection<AccountId> accounts) {
                        find.addAndGet(accounts.size());
                        closed[0].close(Duration.ofMillis(1));
                        return super.find(accounts);
                    }
                },
                builder -> builder.books(InMemoryBooks.empty()),
                trial.email);
        trial.clock.turnToMorningOf(MONDAY.plusDays(1));

        closed[0].run(ACME, MONDAY.plusDays(1));

        assertThat(find).hasValue(500);
    }

    @Test
    void an_account_that_the_host_says_has_changed_is_looked_at_by_the_next_run() {
        trial.run(MONDAY);
        trial.relance.changed(DUPONT);
        trial.relance.changed(DUPONT);
        assertThat(trial.memory.find(List.of(DUPONT)).get(DUPONT).head().revision())
                .as("whoever has read it before conflicts, each time")
                .isEqualTo(2);
        assertThat(trial.run(MONDAY).decided()).isEqualTo(1);
        assertThat(trial.run(MONDAY).decided()).isZero();
    }

    @Test
    void listeners_are_told_after_the_commit_and_what_they_throw_is_counted_and_changes_nothing() {
        List<String> told = new ArrayList<>();
        Relance engine = engine(
                trial.email,
                new RelanceListener() {
                    @Override
                    public void happened(AccountId account, List<AccountEvent> events) {
                        throw new IllegalStateException("of the listener");
                    }
                },
                new RelanceListener() {
                    @Override
                    public void happened(AccountId account, List<AccountEvent> events) {
                        assertThat(trial.relance.timeline(account))
                                .as("stored")
                                .extracting(entry -> entry.event())
                                .containsAll(events);
                        events.forEach(event -> told.add(
                                account.customer() + " " + event.getClass().getSimpleName()));
                    }
                });
        trial.books.put(overdue(5).build());

        RunReport report = engine.run(ACME, MONDAY);
        engine.account(DUPONT, "jane", MONDAY).tag("vip");

        assertThat(told)
                .contains("dupont MessagePlanned", "dupont MessageAccepted")
                .last()
                .isEqualTo("dupont TagSet");
        assertThat(report.listenerFailures()).isEqualTo(2);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.needsAttention()).isFalse();
    }

    @Test
    void a_long_run_tells_how_far_it_is() {
        customers(1100);
        List<RunReport> told = new ArrayList<>();

        RunReport report = trial.relance.run(ACME, MONDAY, soFar -> {
            told.add(soFar);
            throw new IllegalStateException("of who is told");
        });

        assertThat(told).hasSizeBetween(4, 6);
        assertThat(told).extracting(RunReport::decided).isSorted();
        assertThat(told).extracting(RunReport::accepted).isSorted();
        assertThat(told.get(0).accepted()).isLessThan(1100);
        assertThat(report.accepted()).isEqualTo(1100);
        assertThat(report.listenerFailures()).isEqualTo(told.size());
        assertThat(trial.relance.run(ACME, MONDAY, soFar -> {}).accepted()).isZero();
    }

    @Test
    void an_error_out_of_a_channel_leaves_a_message_in_doubt_and_ends_no_rounds() throws InterruptedException {
        customers(1);
        CountDownLatch rounds = new CountDownLatch(3);
        Relance engine = engine(
                new Gate() {
                    @Override
                    public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
                        throw new NoClassDefFoundError("a driver is missing");
                    }
                },
                new RelanceListener() {
                    @Override
                    public void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {
                        rounds.countDown();
                        if (rounds.getCount() == 1) {
                            throw new StackOverflowError("out of a listener");
                        }
                    }
                });
        engine.start(executor, Duration.ofMillis(5), List.of(ACME));
        rounds.await();
        engine.close();

        assertThat(states()).containsExactly(OutboxState.IN_DOUBT);
    }
}
