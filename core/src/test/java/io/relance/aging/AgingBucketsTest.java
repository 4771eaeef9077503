package io.relance.aging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgingBucketsTest {
    @ParameterizedTest(name = "{0} days late: column {1}")
    @CsvSource({"-400, 0", "0, 0", "1, 1", "30, 1", "31, 2", "60, 2", "61, 3", "90, 3", "91, 4", "4000, 4"})
    void an_age_belongs_to_one_column(long age, int column) {
        assertThat(AgingBuckets.standard().column(age)).isEqualTo(column);
    }

    @Test
    void bounds_are_free() {
        AgingBuckets buckets = AgingBuckets.of(7);

        assertThat(buckets.columns()).isEqualTo(3);
        assertThat(buckets.bounds()).containsExactly(7);
        assertThat(buckets).hasToString("not due | 1-7 | > 7");
        assertThat(buckets.column(7)).isEqualTo(1);
        assertThat(buckets.column(8)).isEqualTo(2);
        assertThat(buckets.from(1)).hasValue(1);
        assertThat(buckets.to(1)).hasValue(7);
        assertThat(buckets.from(2)).hasValue(8);
        assertThat(buckets.to(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 30, 'bound 1 of the aging buckets must be above 0 days, but was 0 in [0, 30]'",
        "-5, 30, 'bound 1 of the aging buckets must be above 0 days, but was -5 in [-5, 30]'",
        "30, 30, 'bound 2 of the aging buckets must be above 30 days, but was 30 in [30, 30]'",
        "60, 30, 'bound 2 of the aging buckets must be above 60 days, but was 30 in [60, 30]'"
    })
    void bounds_that_do_not_increase_are_refused(int first, int second, String message) {
        assertThatThrownBy(() -> AgingBuckets.of(first, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void at_least_one_bound_is_needed() {
        assertThatThrownBy(AgingBuckets::of).hasMessage("aging buckets need at least one bound, such as 30");
    }

    @Test
    void a_column_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> AgingBuckets.standard().label(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> AgingBuckets.standard().from(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> AgingBuckets.standard().to(5)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void what_was_passed_in_is_copied() {
        int[] bounds = {30, 60};
        AgingBuckets buckets = AgingBuckets.of(bounds);
        bounds[0] = 99;

        assertThat(buckets)
                .isEqualTo(AgingBuckets.of(30, 60))
                .hasSameHashCodeAs(AgingBuckets.of(30, 60))
                .isNotEqualTo(AgingBuckets.of(30, 61));
    }
}
