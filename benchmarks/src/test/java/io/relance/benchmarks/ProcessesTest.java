package io.relance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessesTest {
    @Test
    void of_several_runs_the_shortest_time_and_the_largest_memory_are_said() {
        Processes.Measured quickAndSmall = new Processes.Measured("report", "256m", 1, 900, 300_000);
        Processes.Measured slowAndLarge = new Processes.Measured("report", "256m", 1, 1_100, 350_000);

        assertThat(quickAndSmall.and(slowAndLarge))
                .isEqualTo(slowAndLarge.and(quickAndSmall))
                .isEqualTo(new Processes.Measured("report", "256m", 2, 900, 350_000));
    }
}
