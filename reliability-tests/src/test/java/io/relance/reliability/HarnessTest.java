package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.storage.AccountCommit;
import io.relance.storage.DunningStore;
import io.relance.storage.EventRecord;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
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
        caught(broken);
    }

    @ParameterizedTest
    @EnumSource(BrokenPayments.class)
    void an_engine_broken_about_payment_pages_is_caught_in_a_simulated_world(BrokenPayments broken) {
        caught(broken);
    }

    @ParameterizedTest
    @EnumSource(BrokenDebits.class)
    void an_engine_broken_about_direct_debits_is_caught_in_a_simulated_world(BrokenDebits broken) {
        caught(broken);
    }

    private static void caught(Function<Past, Breaking> broken) {
        long seed = 1;
        List<String> found = List.of();
        for (; seed <= 300 && found.isEmpty(); seed++) {
            found = Simulation.of(seed, broken::apply).broken();
        }

        assertThat(found).isNotEmpty();
        System.out.println(broken + " is caught in world " + (seed - 1) + ": " + shortened(found.get(0)));
    }

    @Test
    void an_altered_event_is_found_in_a_simulated_world() {
        Between altering = call -> {
            if (!call.is("commit") || call.arguments() == null) {
                return call.proceed();
            }
            return call.with(((List<?>) call.arguments()[0])
                            .stream()
                                    .map(commit -> dayLater((AccountCommit) commit))
                                    .toList())
                    .proceed();
        };
        Breaking breaking = new Breaking() {
            @Override
            public DunningStore store(DunningStore store) {
                return altering.through(DunningStore.class, store);
            }
        };

        assertThat(Simulation.of(1, office -> breaking).broken()).anyMatch(what -> what.contains("event"));
    }

    /** The commit, its events dated on the day after. */
    private static AccountCommit dayLater(AccountCommit commit) {
        return new AccountCommit(
                commit.commitId(),
                commit.head(),
                commit.expectedRevision(),
                commit.parts(),
                commit.planned(),
                commit.released(),
                commit.added(),
                commit.changed(),
                commit.tasks(),
                commit.events().stream()
                        .map(event -> new EventRecord(
                                event.account(),
                                event.sequence(),
                                event.at(),
                                event.day().plusDays(1),
                                event.type(),
                                event.body(),
                                event.hash()))
                        .toList(),
                commit.names());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(240, text.length()));
    }
}
