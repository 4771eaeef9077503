package io.relance.aging;

import org.jspecify.annotations.Nullable;

/**
 * The running sums of all events of many accounts. Every event goes into one cell, (first day on which it counts, class):
 * the least work for each event, in any order. The balance of the day {@code k} is the sum of the cells up to row {@code k},
 * and a bucket of it a range of classes. Used by one thread.
 */
final class Cells implements EventColumns.Visitor {
    private final int days;
    private final int columns;
    private final int classCount;
    private final DayTable rows;
    private final DayTable classes;
    private final int[] firstClass;
    private final long[] sums;
    private final long[] counts;

    Cells(DayPlan plan) {
        this.days = plan.days();
        this.columns = plan.columns();
        this.classCount = plan.classes();
        this.rows = plan.firstDays(classCount);
        this.classes = plan.classes(1);
        this.firstClass = plan.firstClasses();
        // The last row is of what counts on none of the days.
        this.sums = new long[(days + 1) * classCount];
        this.counts = new long[(days + 1) * classCount];
    }

    /** No branch in this loop depends on the data. */
    @Override
    public void events(int[] daysAndItems, int[] aged, long[] amounts, int start, int end) {
        for (int i = start; i < end; i++) {
            int dayAndItems = daysAndItems[i];
            int cell = rows.at(EventColumns.day(dayAndItems)) + classes.at(aged[i]);
            sums[cell] += amounts[i];
            counts[cell] += EventColumns.items(dayAndItems);
        }
    }

    /** Adds what another scan of the same plan has. */
    void add(Cells other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            counts[i] += other.counts[i];
        }
    }

    /**
     * Makes balances of what was added, by day, then bucket, from index {@code at} on. Without {@code items}, no event changed
     * any. There is nothing left to add to.
     *
     * @throws ArithmeticException when a number of items does not fit into an int
     */
    void fold(long[] amounts, int @Nullable [] items, int at) {
        addUp(sums);
        if (items != null) {
            addUp(counts);
        }
        int bucket = 0;
        for (int day = 0; day < days; day++) {
            int start = day * classCount;
            int end = classCount;
            for (int column = 0; column < columns; column++) {
                int first = firstClass[bucket];
                amounts[at + bucket] = between(sums, start, first, end);
                if (items != null) {
                    items[at + bucket] = Math.toIntExact(between(counts, start, first, end));
                }
                bucket++;
                end = first;
            }
        }
    }

    /** Row by row: how much counts by that day in classes up to each, from which a bucket is one difference. */
    private void addUp(long[] cells) {
        for (int day = 0; day < days; day++) {
            int start = day * classCount;
            long sum = 0;
            for (int i = start; i < start + classCount; i++) {
                sum += cells[i];
                cells[i] = day == 0 ? sum : sum + cells[i - classCount];
            }
        }
    }

    private static long between(long[] sums, int start, int first, int end) {
        return upTo(sums, start, end) - upTo(sums, start, first);
    }

    private static long upTo(long[] sums, int start, int end) {
        return end == 0 ? 0 : sums[start + end - 1];
    }
}
