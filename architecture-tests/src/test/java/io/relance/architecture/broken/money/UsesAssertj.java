package io.relance.architecture.broken.money;

import org.assertj.core.api.Assertions;

final class UsesAssertj {
    void check(int amount) {
        Assertions.assertThat(amount).isPositive();
    }
}
