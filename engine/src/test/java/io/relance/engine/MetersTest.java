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

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.relance.Relance;
import io.relance.RelanceListener;
import io.relance.RelanceMeters;
import io.relance.channel.Channel;
import io.relance.channel.OutboundMessage;
import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
import io.relance.receivable.AccountId;
import io.relance.testkit.RecordingChannel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Trial trial = new Trial();

    private Relance metered(Channel channel) {
        return trial.engine(STANDARD, store -> store, builder -> builder.listener(RelanceMeters.to(registry)), channel);
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void what_became_of_messages_is_counted_by_outcome_and_channel() {
        trial.books.put(overdue(5).build());
        RecordingChannel email = trial.email;
        email.thenFailsForNow("a full queue");
        Relance relance = metered(email);

        relance.run(ACME, MONDAY);
        trial.clock.turn(Duration.ofDays(1));
        relance.run(ACME, MONDAY.plusDays(1));

        assertThat(count("relance.messages", "outcome", "planned", "channel", "email"))
                .isEqualTo(1);
        assertThat(count("relance.messages", "outcome", "deferred", "channel", "email"))
                .isEqualTo(1);
        assertThat(count("relance.messages", "outcome", "accepted", "channel", "email"))
                .isEqualTo(1);
    }

    @Test
    void a_message_that_no_channel_takes_failed_by_the_channel_that_refused_it() {
        trial.books.put(overdue(5).build());
        trial.email.thenRefuses("no such mailbox");

        metered(trial.email).run(ACME, MONDAY);

        assertThat(count("relance.messages", "outcome", "refused", "channel", "email"))
                .isEqualTo(1);
        assertThat(count("relance.messages", "outcome", "failed", "channel", "email"))
                .isEqualTo(1);
    }

    @Test
    void runs_and_hand_overs_are_timed_by_the_engines_clock() {
        trial.books.put(overdue(5).build());
        Relance relance = metered(new Slow(trial, Duration.ofSeconds(3)));

        relance.run(ACME, MONDAY);

        Timer handOver = registry.get("relance.handover")
                .tags("channel", "email", "outcome", "accepted")
                .timer();
        assertThat(handOver.count()).isEqualTo(1);
        assertThat(handOver.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(registry.get("relance.run").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
    }

    /** Takes everything, after a while. */
    private record Slow(Trial trial, Duration takes) implements Channel {
        @Override
        public ChannelId id() {
            return ChannelId.EMAIL;
        }

        @Override
        public DeliveryReceipt deliver(OutboundMessage message, Duration timeout) {
            trial.clock.turn(takes);
            return trial.email.deliver(message, timeout);
        }
    }

    @Test
    void decisions_and_what_was_left_alone_are_counted_and_commands_and_conflicts() {
        trial.books.put(overdue(5).build());
        Relance relance = trial.engine(
                STANDARD,
                store -> new InterruptedStore(
                        store, () -> trial.jane(MONDAY.plusDays(1)).tag("vip"), 1),
                builder -> builder.listener(RelanceMeters.to(registry)),
                trial.email);

        relance.run(ACME, MONDAY.plusDays(1));
        trial.books.put(overdue(5, 5).build());
        relance.run(ACME, MONDAY);
        relance.account(DUPONT, "jane", MONDAY.plusDays(1)).tag("late payer");
        relance.account(DUPONT, "jane", MONDAY.plusDays(1)).tag("late payer");

        assertThat(count("relance.decisions")).isEqualTo(1);
        assertThat(count("relance.accounts.left", "why", "ahead")).isEqualTo(1);
        assertThat(count("relance.conflicts")).isEqualTo(1);
        assertThat(count("relance.commands")).as("one of them changed nothing").isEqualTo(1);
    }

    @Test
    void what_listeners_throw_is_counted_whatever_they_are_told() {
        trial.books.put(overdue(5).build());
        Relance relance = trial.engine(
                STANDARD,
                store -> new InterruptedStore(store, () -> trial.jane(MONDAY).tag("vip"), 1),
                builder -> builder.listener(new RelanceListener() {
                            @Override
                            public void handedOver(
                                    AccountId account, ChannelId channel, DeliveryReceipt receipt, Duration took) {
                                throw new IllegalStateException("of the listener");
                            }

                            @Override
                            public void conflicted(AccountId account) {
                                throw new IllegalStateException("of the listener");
                            }
                        })
                        .listener(RelanceMeters.to(registry)),
                trial.email);

        assertThat(relance.run(ACME, MONDAY).listenerFailures()).isEqualTo(2);

        assertThat(count("relance.listener.failures")).isEqualTo(2);
    }

    @Test
    void no_meter_is_by_customer_or_creditor() {
        for (int i = 0; i < 20; i++) {
            trial.books.put(books(ACME, "customer-" + i)
                    .receivable(invoice("F-" + i, MONDAY.minusDays(5), "EUR 100.00"))
                    .build());
        }

        metered(trial.email).run(ACME, MONDAY);

        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(value -> value.contains("customer") || value.contains(ACME.value()));
        assertThat(registry.getMeters()).extracting(Meter::getId).hasSizeLessThan(15);
    }

    /** Everything of this project, loaded where there is no Micrometer. */
    private static final class WithoutMicrometer extends ClassLoader {
        WithoutMicrometer() {
            super(MetersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.relance.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** A run of an engine with a listener of its own. */
    public static final class Reminding implements Runnable {
        @Override
        public void run() {
            Trial trial = new Trial();
            trial.books.put(overdue(5).build());
            Relance relance = trial.engine(
                    STANDARD, store -> store, builder -> builder.listener(new RelanceListener() {}), trial.email);
            assertThat(relance.run(ACME, MONDAY).accepted()).isEqualTo(1);
        }
    }

    @Test
    void an_engine_runs_where_there_is_no_micrometer() throws ReflectiveOperationException {
        ClassLoader without = new WithoutMicrometer();
        Class<?> reminding = without.loadClass(Reminding.class.getName());
        assertThat(reminding.getClassLoader()).isSameAs(without);

        ((Runnable) reminding.getConstructor().newInstance()).run();

        Class<?> meters = without.loadClass(RelanceMeters.class.getName());
        assertThatThrownBy(meters::getMethods)
                .as("there is none indeed")
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessageContaining("io/micrometer");
    }
}
