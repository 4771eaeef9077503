package io.relance.rule;

import io.relance.plan.Trace;
import io.relance.plan.TraceLine;
import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a condition came out, with every comparison in it. What was seen is kept as it was; it is put into words when the
 * trace is read. Immutable.
 */
public final class Explained {
    private final Truth truth;
    private final Observations observations;

    Explained(Truth truth, Observations observations) {
        this.truth = truth;
        this.observations = observations;
    }

    /** How the condition came out. */
    public Truth truth() {
        return truth;
    }

    /** One line a comparison, in the order in which they are written, those that could change nothing included. */
    public Trace trace() {
        return new Trace(observations.lines());
    }

    /** For people: the truth and the trace's lines. */
    @Override
    public String toString() {
        return truth + " " + trace().lines();
    }

    /** What an evaluation saw, comparison by comparison; written by one evaluation, then only read. */
    static final class Observations {
        private final Leaf[] leaves;
        private final @Nullable Object[] values;
        private final Truth[] truths;
        private final @Nullable LocalDate[] days;
        private int count;

        Observations(int comparisons) {
            leaves = new Leaf[comparisons];
            values = new @Nullable Object[comparisons];
            truths = new Truth[comparisons];
            days = new @Nullable LocalDate[comparisons];
        }

        void add(Leaf leaf, @Nullable Object value, Truth outcome, @Nullable LocalDate asOf) {
            leaves[count] = leaf;
            values[count] = value;
            truths[count] = outcome;
            days[count] = asOf;
            count++;
        }

        private List<TraceLine> lines() {
            List<TraceLine> lines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                lines.add(leaves[i].line(values[i], truths[i], days[i]));
            }
            return lines;
        }
    }
}
