package io.relance.risk;

import static io.relance.risk.Books.dec;
import static io.relance.risk.PointScale.band;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointScaleTest {
    private static final PointScale DELAY = PointScale.atMost(List.of(band("0", 9), band("10", 4)), 1);
    private static final PointScale SHARE = PointScale.atLeast(List.of(band("0.9", 9), band("0.5", 4)), -1);

    @ParameterizedTest
    @CsvSource({"-3, 9", "0, 9", "0.00, 9", "0.000001, 4", "10, 4", "10.01, 1", "999, 1"})
    void a_bound_belongs_to_its_band_when_at_most(BigDecimal figure, int points) {
        assertThat(DELAY.points(figure)).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({"1, 9", "0.9, 9", "0.899999, 4", "0.50, 4", "0.49, -1", "0, -1"})
    void a_bound_belongs_to_its_band_when_at_least(BigDecimal figure, int points) {
        assertThat(SHARE.points(figure)).isEqualTo(points);
    }

    @Test
    void the_most_it_gives_is_known_and_it_reads_as_a_sentence() {
        assertThat(DELAY.max()).isEqualTo(9);
        assertThat(DELAY).hasToString("at most 0: 9, at most 10: 4, otherwise: 1");
        assertThat(SHARE).hasToString("at least 0.9: 9, at least 0.5: 4, otherwise: -1");
        assertThat(SHARE.points(dec("0.5"))).isEqualTo(4);
    }

    @Test
    void bounds_and_points_that_turn_round_are_refused() {
        assertThatThrownBy(() -> PointScale.atMost(List.of(band("5", 9), band("5", 4)), 1))
                .hasMessage("the bounds of a scale must ascend, but 5 follows 5");
        assertThatThrownBy(() -> PointScale.atLeast(List.of(band("1", 9), band("2", 4)), 1))
                .hasMessage("the bounds of a scale must descend, but 2 follows 1");
        assertThatThrownBy(() -> PointScale.atMost(List.of(band("1", 9), band("2", 4)), 9))
                .hasMessageStartingWith("the points of a scale must go one way");
        assertThatThrownBy(() -> PointScale.atMost(List.of(), 9)).hasMessage("a scale needs at least one band");
    }
}
