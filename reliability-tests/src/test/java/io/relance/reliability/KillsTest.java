package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills of a program on PostgreSQL ({@code -Drelance.kills}, 2 by default), of PostgreSQL ({@code -Drelance.kills.postgres}, 1) and
 * of a program with a file of H2 ({@code -Drelance.kills.h2}, 2), at moments drawn from {@code -Drelance.seed} (1).
 */
class KillsTest {
    private static final int PROGRAMS = Integer.getInteger("relance.kills", 2);
    private static final int SERVERS = Integer.getInteger("relance.kills.postgres", 1);
    private static final int WITH_H2 = Integer.getInteger("relance.kills.h2", 2);
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

    @Test
    void with_a_file_of_h2_too_nothing_is_lost_and_nothing_sent_twice(@TempDir Path folder)
            throws IOException, InterruptedException {
        long start = System.nanoTime();

        Kills.Result result = Kills.ofH2(WITH_H2, SEED, folder);

        System.out.println("kills with H2: seed " + SEED + ", " + result.counts() + ", "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(result.broken()).isEmpty();
        assertThat(result.counts()).containsEntry("kills of the program", WITH_H2);
    }
}
