package io.relance.examples.quickstart;

import io.relance.Relance;
import java.time.LocalDate;

/** What people record. */
@FunctionalInterface
interface Office {
    /** Nobody records anything. */
    Office CLOSED = (engine, day) -> {};

    /** What people do on {@code day}, before it is decided. */
    void morning(Relance engine, LocalDate day);
}
