package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills of a program ({@code -Drelance.kills}, 2 by default) and of PostgreSQL ({@code -Drelance.kills.postgres}, 1), at moments
 * drawn from {@code -Drelance.seed} (1).
 */
class KillsTest {
    private static final int PROGRAMS = Integer.getInteger("relance.kills", 2);
    private static final int SERVERS = Integer.getInteger("relance.kills.postgres", 1);
    private static final long SEED = Long.getLong("relance.seed", 1);

    @Test
    void whatever_is_killed_nothing_is_lost_and_nothing_sent_twice(@TempDir Path folder)
            throws IOException, InterruptedException {
        long start = System.nanoTime();

        Kills.Result result = Kills.of(PROGRAMS, SERVERS, SEED, folder);

        System.out.println("kills: seed " + SEED + ", " + result.counts() + ", "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(result.broken()).isEmpty();
        assertThat(result.counts()).containsEntry("kills of the program", PROGRAMS);
    }
}
