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
        private final List<Leaf> leaves;
        private final @Nullable Object[] values;
        private final Truth[] truths;
        private @Nullable LocalDate @Nullable [] days;
        private int count;

        /** @param leaves the comparisons in the order in which they will be seen, each of them once */
        Observations(List<Leaf> leaves) {
            this.leaves = leaves;
            this.values = new @Nullable Object[leaves.size()];
            this.truths = new Truth[leaves.size()];
        }

        void add(@Nullable Object value, Truth outcome, @Nullable LocalDate asOf) {
            values[count] = value;
            truths[count] = outcome;
            if (asOf != null) {
                date(asOf);
            }
            count++;
        }

        private void date(LocalDate asOf) {
            @Nullable LocalDate[] dated = days;
            if (dated == null) {
                dated = new @Nullable LocalDate[leaves.size()];
                days = dated;
            }
            dated[count] = asOf;
        }

        private List<TraceLine> lines() {
            @Nullable LocalDate[] dated = days;
            List<TraceLine> lines = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                lines.add(leaves.get(i).line(values[i], truths[i], dated == null ? null : dated[i]));
            }
            return lines;
        }
    }
}
