package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine with one line broken is caught, by crash points and by simulated worlds alike. */
class HarnessTest {
    @ParameterizedTest
    @EnumSource(BrokenEngines.class)
    void a_broken_engine_is_caught_at_a_crash_point(BrokenEngines broken) {
        CrashPoints month = new CrashPoints(Set.of(), broken::apply).disturb();

        assertThat(month.broken()).isNotEmpty();
        System.out.println(broken + " is caught after " + month.tried() + " crash points: "
                + shortened(month.broken().get(0)));
    }

    @ParameterizedTest
    @EnumSource(BrokenEngines.class)
    void a_broken_engine_is_caught_in_a_simulated_world(BrokenEngines broken) {
        long seed = 1;
        List<String> found = List.of();
        for (; seed <= 300 && found.isEmpty(); seed++) {
            found = Simulation.of(seed, broken::apply).broken();
        }

        assertThat(found).isNotEmpty();
        System.out.println(broken + " is caught in world " + (seed - 1) + ": " + shortened(found.get(0)));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(240, text.length()));
    }
}
