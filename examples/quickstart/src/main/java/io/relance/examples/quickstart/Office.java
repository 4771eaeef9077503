package io.relance.examples.quickstart;

import io.relance.account.DunningCase;
import java.time.LocalDate;

/** What people record about an account. */
@FunctionalInterface
interface Office {
    /** Nobody records anything. */
    Office CLOSED = (memory, day) -> memory;

    /** The case after what people did on {@code day}, before it is decided; the same when they did nothing. */
    DunningCase morning(DunningCase memory, LocalDate day);
}
