package io.relance.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.channel.ChannelFeature;
import io.relance.reliability.CrashPoints.Which;
import io.relance.reliability.NthCall.Fate;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every crash point of a month (SEMANTICS 7): whichever call fails, and wherever the process stops, each due step reaches the
 * debtor once, and everything that is stored agrees.
 */
class CrashPointsTest {
    private static final Set<ChannelFeature> PLAIN = Set.of();
    private static final Set<ChannelFeature> HONOURING = Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY);
    private static final Set<ChannelFeature> ANSWERING = Set.of(ChannelFeature.ANSWERS_LOOKUP);
    private static final Set<ChannelFeature> BOTH =
            Set.of(ChannelFeature.HONOURS_IDEMPOTENCY_KEY, ChannelFeature.ANSWERS_LOOKUP);

    @Test
    void a_month_in_which_nothing_goes_wrong_brings_every_step_once() {
        CrashPoints month = new CrashPoints(PLAIN, office -> Breaking.NOTHING);

        assertThat(month.broken()).isEmpty();
        assertThat(month.delivered())
                .hasSizeGreaterThan(25)
                .allSatisfy(
                        (step, times) -> assertThat(times).as(step.toString()).isEqualTo(1));
        assertThat(month.delivered().keySet())
                .extracting(HandOvers.Delivered::toString)
                .contains("acme/bravo B1 ladder/reminder", "acme/charlie C1 ladder/last", "acme/golf G1 ladder/firm")
                .as("paid before it was handed over, and before it was due")
                .doesNotContain("acme/india I1 ladder/reminder", "acme/alpha A1 ladder/firm");
        assertThat(month.calls()).isGreaterThan(500);
    }

    static Stream<Arguments> every() {
        return Stream.of(PLAIN, HONOURING, ANSWERING, BOTH)
                .flatMap(features -> Stream.of(Fate.values()).map(fate -> Arguments.of(features, fate)));
    }

    @ParameterizedTest(name = "{1}, channels {0}")
    @MethodSource("every")
    void whichever_call_it_is_each_step_reaches_the_debtor_once(Set<ChannelFeature> features, Fate fate) {
        CrashPoints month = new CrashPoints(features, office -> Breaking.NOTHING);

        // a read is followed by the same whatever a channel can promise
        Which which = features.equals(PLAIN) ? Which.EVERY : Which.LEAVING;
        month.disturb(fate, which, 3);

        assertThat(month.broken()).isEmpty();
        assertThat(month.tried()).isGreaterThan(200);
        System.out.println("crash points: " + fate + ", channels " + features + ": " + month.tried() + " of "
                + month.calls() + " calls");
    }
}
