package io.relance.architecture.broken.decision;

import java.time.Instant;
import java.util.function.Supplier;

final class AsksTheClockByReference {
    Supplier<Instant> now = Instant::now;
}
