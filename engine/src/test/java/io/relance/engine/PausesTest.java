package io.relance.engine;

import static io.relance.engine.Trial.ACME;
import static io.relance.engine.Trial.DUPONT;
import static io.relance.engine.Trial.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.account.DunningCase;
import io.relance.channel.AttachmentSource;
import io.relance.delivery.MessageId;
import io.relance.policy.Policy;
import io.relance.storage.InMemoryDunningStore;
import io.relance.template.TemplateCatalogue;
import io.relance.testkit.HandTurnedClock;
import io.relance.testkit.InMemoryBooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the engine waits before it tries again: longer each time, and not for all alike. */
class PausesTest {
    private static final List<MessageId> MESSAGES = List.of('0', '1', '2', '3', '4', '5', '6', '7').stream()
            .map(digit -> new MessageId(digit.toString().repeat(64)))
            .toList();

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT2M", "3, PT4M", "7, PT1H4M", "9, PT4H16M", "10, PT6H", "60, PT6H"})
    void a_hand_over_is_tried_again_after_a_pause_that_doubles_less_a_quarter_at_most(int attempt, Duration longest) {
        Set<Duration> pauses = new HashSet<>();
        for (MessageId message : MESSAGES) {
            Duration pause = Receipts.pause(message, attempt);
            assertThat(pause).isBetween(longest.multipliedBy(3).dividedBy(4), longest);
            assertThat(pause).as("the same for the same").isEqualTo(Receipts.pause(message, attempt));
            pauses.add(pause);
        }
        assertThat(pauses).as("messages are spread").hasSize(MESSAGES.size());
    }

    /** The pauses of a node that finds every commit overtaken by another. */
    private static List<Duration> pausesOf(String node) {
        HandTurnedClock clock = HandTurnedClock.onMorningOf(Trial.MONDAY);
        InMemoryDunningStore memory = new InMemoryDunningStore();
        EngineSettings settings = settings(node, clock, memory);
        Writer rival = new Writer(settings(node + "'s rival", clock, memory));
        List<String> rivals = new ArrayList<>();
        List<Duration> slept = new ArrayList<>();
        Writer writer = new Writer(settings, slept::add);
        assertThatThrownBy(() -> writer.apply(DUPONT, loaded -> {
                    rivals.add("r" + rivals.size());
                    rival.apply(DUPONT, other -> tagged(other, rivals.get(rivals.size() - 1)));
                    return tagged(loaded, "mine");
                }))
                .hasMessageContaining("10 times");
        return slept;
    }

    private static Optional<Change> tagged(LoadedAccount loaded, String tag) {
        DunningCase after = loaded.memory().toBuilder().tag(tag).build();
        return Optional.of(new Change(loaded, after));
    }

    private static EngineSettings settings(String node, HandTurnedClock clock, InMemoryDunningStore store) {
        Policy policy = Policy.named("p")
                .scenario(STANDARD)
                .defaultScenario(STANDARD.id())
                .build();
        return new EngineSettings(
                InMemoryBooks.empty(),
                store,
                Map.of(),
                Map.of(ACME, policy),
                Optional.empty(),
                Map.of(),
                TemplateCatalogue.builtIn(),
                AttachmentSource.NONE,
                new StoredBodies(Optional.empty()),
                clock,
                node,
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                DeliveryRules.DEFAULT,
                PaymentProviders.NONE,
                Listeners.NONE,
                new Lifecycle());
    }

    @Test
    void two_nodes_that_are_in_each_others_way_wait_for_different_times() {
        List<Duration> one = pausesOf("one");
        List<Duration> two = pausesOf("two");

        assertThat(one).hasSize(Writer.ATTEMPTS - 1);
        assertThat(one).allSatisfy(pause -> assertThat(pause).isLessThan(Duration.ofMillis(200)));
        assertThat(one).as("the same node, the same pauses").isEqualTo(pausesOf("one"));
        assertThat(one).doesNotContainAnyElementsOf(two);
    }
}
