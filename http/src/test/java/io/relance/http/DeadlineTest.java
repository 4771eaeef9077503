package io.relance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void what_is_left_becomes_less_and_is_never_less_than_nothing() {
        Deadline hour = Deadline.in(Duration.ofHours(1));
        assertThat(hour.isOver()).isFalse();
        assertThat(hour.left()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));

        Deadline past = Deadline.in(Duration.ofSeconds(-1));
        assertThat(past.isOver()).isTrue();
        assertThat(past.left()).isZero();
    }
}
