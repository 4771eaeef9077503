package io.relance.aging;

import org.jspecify.annotations.Nullable;

/** The running sums of one scan, by the cells of a plan. Used by one thread, again and again. */
final class Cells {
    private final DayPlan plan;
    private final long[] sums;
    private final long[] counts;

    Cells(DayPlan plan) {
        this.plan = plan;
        this.sums = new long[plan.cells()];
        this.counts = new long[plan.cells()];
    }

    /** Adds the events from position {@code from} to before {@code to}. */
    void add(EventColumns events, long from, long to) {
        events.addTo(plan, sums, counts, from, to);
    }

    /** Adds what another scan found. */
    void add(Cells other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            counts[i] += other.counts[i];
        }
    }

    /** Makes balances of what was added, from index {@code at} on, and begins anew. Without {@code items}, no event changed any. */
    void fold(long[] amounts, long @Nullable [] items, int at) {
        plan.fold(sums, amounts, at);
        if (items != null) {
            plan.fold(counts, items, at);
        }
    }
}
