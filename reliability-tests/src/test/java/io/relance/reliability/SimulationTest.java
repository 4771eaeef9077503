package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.relance.reliability.Simulation.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * As many simulated worlds as {@code -Drelance.seeds} says (500 by default), from the seed {@code -Drelance.seed} (1) on.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("relance.seed", 1);
    private static final long SEEDS = Long.getLong("relance.seeds", 500);

    @Test
    void whatever_goes_wrong_nothing_is_lost_and_nothing_sent_twice() {
        long start = System.nanoTime();
        List<Result> results = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(SimulationTest::world)
                .toList();

        Optional<Result> bad =
                results.stream().filter(result -> !result.broken().isEmpty()).findFirst();
        bad.ifPresent(SimulationTest::tell);
        System.out.printf(
                Locale.ROOT,
                "simulation: %d seeds from %d, %d calls of engines, %d commits, claims and hand-overs, %d steps"
                        + " delivered, %d payments on pages, %d direct debits, %d s%n",
                SEEDS,
                FIRST,
                results.stream().mapToLong(Result::calls).sum(),
                results.stream().mapToLong(Result::events).sum(),
                results.stream().mapToLong(Result::delivered).sum(),
                results.stream().mapToLong(Result::payments).sum(),
                results.stream().mapToLong(Result::debits).sum(),
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private static Result world(long seed) {
        try {
            return Simulation.of(seed, office -> Breaking.NOTHING);
        } catch (RuntimeException e) {
            throw new IllegalStateException("seed " + seed, e);
        }
    }

    private static void tell(Result bad) {
        fail("seed " + bad.seed() + ": " + bad.broken().get(0) + System.lineSeparator()
                + String.join(System.lineSeparator(), bad.story()) + System.lineSeparator()
                + "once more: mvn -pl reliability-tests -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Drelance.seeds=1 -Drelance.seed=" + bad.seed());
    }

    @Test
    void a_seed_gives_the_same_world_every_time() {
        for (long seed = FIRST; seed < FIRST + 5; seed++) {
            assertThat(Simulation.of(seed, office -> Breaking.NOTHING))
                    .usingRecursiveComparison()
                    .isEqualTo(Simulation.of(seed, office -> Breaking.NOTHING));
        }
    }

    @Test
    void worlds_are_not_all_quiet() {
        List<Result> results = LongStream.range(FIRST, FIRST + 10)
                .mapToObj(seed -> Simulation.of(seed, office -> Breaking.NOTHING))
                .toList();

        assertThat(results).extracting(Result::delivered).anyMatch(delivered -> delivered > 10);
        assertThat(results)
                .extracting(Result::payments)
                .anyMatch(payments -> payments > 3)
                .contains(0);
        assertThat(results)
                .extracting(Result::debits)
                .anyMatch(debits -> debits > 3)
                .contains(0);
        assertThat(results).extracting(Result::trace).doesNotHaveDuplicates();
    }
}
