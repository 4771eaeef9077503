package io.relance.aging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every event into one cell, (first day on which it counts, class): the least work for each event. The balance of the day
 * {@code k} is the sum of the cells up to row {@code k}, and a bucket of it a range of classes; there are many more cells than
 * buckets, so that this is for many events.
 */
final class CellTally implements Tally {
    private final int days;
    private final int columns;
    private final int classCount;
    private final DayTable rows;
    private final DayTable classes;
    private final int[] firstClass;
    private final long[] sums;
    private final long[] counts;

    CellTally(DayPlan plan) {
        this.days = plan.days();
        this.columns = plan.columns();
        this.classCount = plan.classes();
        this.rows = plan.firstDays(classCount);
        this.classes = plan.classes(1);
        this.firstClass = new int[days * columns];
        for (int day = 0; day < days; day++) {
            for (int column = 0; column < columns - 1; column++) {
                firstClass[day * columns + column] = plan.firstClass(day, column);
            }
        }
        this.sums = new long[cells(plan)];
        this.counts = new long[cells(plan)];
    }

    /** How many cells there are; the last row is of what counts on none of the days. */
    static int cells(DayPlan plan) {
        return (plan.days() + 1) * plan.classes();
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

    /** Adds what another tally of the same plan has. */
    void add(CellTally other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
            counts[i] += other.counts[i];
        }
    }

    @Override
    public void fold(long[] amounts, long @Nullable [] items, int at) {
        foldCells(sums, amounts, at);
        if (items != null) {
            foldCells(counts, items, at);
        }
    }

    private void foldCells(long[] cells, long[] balances, int at) {
        // Row by row: how much counts by that day in classes up to each, from which a bucket is one difference.
        int bucket = 0;
        for (int day = 0; day < days; day++) {
            int start = day * classCount;
            long sum = 0;
            for (int i = start; i < start + classCount; i++) {
                sum += cells[i];
                cells[i] = sum;
            }
            if (day > 0) {
                for (int i = start; i < start + classCount; i++) {
                    cells[i] += cells[i - classCount];
                }
            }
            int end = classCount;
            for (int column = 0; column < columns; column++) {
                int first = firstClass[bucket];
                balances[at + bucket++] = upTo(cells, start, end) - upTo(cells, start, first);
                end = first;
            }
        }
        Arrays.fill(cells, 0);
    }

    private static long upTo(long[] sums, int start, int end) {
        return end == 0 ? 0 : sums[start + end - 1];
    }
}
