package io.relance.aging;

import org.jspecify.annotations.Nullable;

/** Running sums of events for the balances of several days. Used by one thread, again and again. */
interface Tally extends EventColumns.Visitor {
    /**
     * Makes balances of what was added, by day, then bucket, from index {@code at} on, and begins anew. Without
     * {@code items}, no event changed any.
     */
    void fold(long[] amounts, long @Nullable [] items, int at);
}
