package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several engines on one PostgreSQL: {@code -Drelance.hammer.nodes} (2 by default) on {@code -Drelance.hammer} accounts (400),
 * with faults drawn from {@code -Drelance.seed} (1).
 */
class HammerTest {
    private static final int ACCOUNTS = Integer.getInteger("relance.hammer", 400);
    private static final int NODES = Integer.getInteger("relance.hammer.nodes", 2);
    private static final long SEED = Long.getLong("relance.seed", 1);
    private static final int FEW = 100;

    @Test
    void several_engines_at_once_lose_nothing_and_send_nothing_twice() {
        long start = System.nanoTime();

        Hammer.Result result = Hammer.of(ACCOUNTS, NODES, SEED, Optional.empty());

        System.out.println("hammer: " + NODES + " engines, " + ACCOUNTS + " accounts, seed " + SEED + ", "
                + result.counts() + ", " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(result.broken()).isEmpty();
        assertThat(result.counts().get("messages handed over")).isGreaterThan(ACCOUNTS);
        assertThat(result.counts()).containsKeys("calls that failed", "messages in doubt, settled by people");
    }

    private static final int TRIES = 12;

    @ParameterizedTest
    @EnumSource(value = BrokenEngines.class, mode = EnumSource.Mode.EXCLUDE, names = "BELIEVES_EVERY_COMMIT")
    void a_broken_engine_is_caught(BrokenEngines broken) {
        // threads come in another order each time, so that one try may go well by chance
        long start = System.nanoTime();
        Hammer.Result result = Hammer.of(FEW, 2, SEED, Optional.of(broken));
        int more = 1;
        for (; more < TRIES && result.broken().isEmpty(); more++) {
            result = Hammer.of(FEW, 2, SEED + more, Optional.of(broken));
        }

        assertThat(result.broken()).isNotEmpty();
        System.out.println(broken + " is caught at try " + more + " after "
                + (System.nanoTime() - start) / 1_000_000_000 + " s: "
                + result.broken()
                        .get(0)
                        .substring(0, Math.min(240, result.broken().get(0).length())));
    }
}
