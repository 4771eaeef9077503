package io.relance.aging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The balances of one account, whose events come by day. What happened by a day is summed up by class; the buckets of the
 * day that have two bounds are a few classes each, what is beyond the last bound is carried on from day to day, and the
 * first bucket is what is left of the total. So a further day costs some twenty additions, however many events there are.
 * Used by one thread, again and again.
 *
 * <p>A sum is one {@code long}, amount x 2^{@value #ITEM_BITS} + number of items, so that both are added up at once. An
 * account that is too large for that is for {@link Cells}.
 */
final class DayWalk implements EventColumns.Visitor {
    private static final int ITEM_BITS = 21;

    private final DayPlan plan;
    private final int columns;
    private final DayTable classes;
    private final int[] firstClass;
    private final long[] sums;

    /** By class: what the classes between the last bound and it have together. */
    private final long[] before;

    private long[] amounts = new long[0];
    private int @Nullable [] items;
    private int day;
    private long total;
    private long beyond;

    /** @param plan with a bound at least */
    DayWalk(DayPlan plan) {
        this.plan = plan;
        this.columns = plan.columns();
        this.classes = plan.classes(1);
        this.firstClass = plan.firstClasses();
        this.sums = new long[plan.classes()];
        this.before = new long[plan.classes() + 1];
    }

    /** Whether any sum of so many events, whose amounts without their signs add up to {@code amounts}, is held. */
    static boolean holds(long events, long amounts) {
        return events < 1L << (ITEM_BITS - 1) && amounts < 1L << (Long.SIZE - 1 - ITEM_BITS);
    }

    /**
     * Puts the balances of the account whose events are those from {@code from} to before {@code to} into {@code amounts},
     * by day, then bucket, and the number of items into {@code items}; without it, no event changes any.
     */
    void walk(EventColumns events, long from, long to, long[] amounts, int @Nullable [] items) {
        this.amounts = amounts;
        this.items = items;
        day = 0;
        total = 0;
        beyond = 0;
        Arrays.fill(sums, 0);
        events.forEach(from, to, this);
        while (day < plan.days()) {
            endDay();
        }
    }

    @Override
    public void events(int[] daysAndItems, int[] aged, long[] minor, int start, int end) {
        int i = start;
        while (day < plan.days()) {
            i = happened(plan.day(day), firstWithin(day), daysAndItems, aged, minor, i, end);
            if (i == end) {
                return;
            }
            endDay();
        }
    }

    /** Adds the events up to {@code last}; the index of the first one after it. */
    private int happened(long last, int within, int[] daysAndItems, int[] aged, long[] minor, int start, int end) {
        long sum = 0;
        long sumBeyond = 0;
        int i = start;
        for (; i < end; i++) {
            int dayAndItems = daysAndItems[i];
            if (EventColumns.day(dayAndItems) > last) {
                break;
            }
            long both = (minor[i] << ITEM_BITS) + EventColumns.items(dayAndItems);
            int ofClass = classes.at(aged[i]);
            sums[ofClass] += both;
            sum += both;
            sumBeyond += ofClass < within ? both : 0;
        }
        total += sum;
        beyond += sumBeyond;
        return i;
    }

    private void endDay() {
        int at = day * columns;
        int first = firstWithin(day);
        int end = firstClass[at];
        long within = 0;
        for (int ofClass = first; ofClass < end; ofClass++) {
            before[ofClass] = within;
            within += sums[ofClass];
        }
        before[end] = within;
        put(at, total - beyond - within);
        for (int column = at + 1; column < at + columns - 1; column++) {
            put(column, before[firstClass[column - 1]] - before[firstClass[column]]);
        }
        put(at + columns - 1, beyond);
        day++;
        if (day < plan.days()) {
            // What passes the last bound until then; days may be farther apart than bounds.
            int passed = firstWithin(day);
            beyond += before[Math.min(passed, end)];
            for (int ofClass = end; ofClass < passed; ofClass++) {
                beyond += sums[ofClass];
            }
        }
    }

    private void put(int at, long both) {
        long count = both << (Long.SIZE - ITEM_BITS) >> (Long.SIZE - ITEM_BITS);
        amounts[at] = (both - count) >> ITEM_BITS;
        if (items != null) {
            items[at] = (int) count;
        }
    }

    /** The first class that is not beyond the last bound on {@code ofDay}. */
    private int firstWithin(int ofDay) {
        return firstClass[ofDay * columns + columns - 2];
    }
}
