package io.relance.architecture.broken.decision;

import java.time.LocalDate;

final class AsksTheClock {
    LocalDate today() {
        return LocalDate.now();
    }
}
