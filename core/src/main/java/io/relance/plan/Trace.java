package io.relance.plan;

import java.util.List;

/** Which comparisons of a condition held, with the values, in the order in which they are written. */
public record Trace(List<TraceLine> lines) {
    /** A trace of nothing: an unconditional step. */
    public static final Trace EMPTY = new Trace(List.of());

    /** Copies the lines. */
    public Trace {
        lines = List.copyOf(lines);
    }
}
