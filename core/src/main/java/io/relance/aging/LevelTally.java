package io.relance.aging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every event into as many cells as there are buckets: level 0 of a day is all that is open, each further one what is
 * beyond the bound of the bucket before. An event is in level 0 from the first day on which it counts, and in a further one
 * from the day, not before that one, on which its age passes the bound. There are no more cells than buckets, so that this
 * is for few events and many days: those of one customer.
 *
 * <p>A cell is one {@code long}, amount x 2^{@value #ITEM_BITS} + number of items, so that both are added up at once; what
 * is too large for that is for {@link CellTally}.
 */
final class LevelTally implements Tally {
    private static final int ITEM_BITS = 21;

    private final int days;
    private final int columns;
    private final DayTable rows;
    private final DayTable classes;
    private final int[] levelRows;
    private final long[] cells;

    LevelTally(DayPlan plan) {
        this.days = plan.days();
        this.columns = plan.columns();
        this.rows = plan.firstDays(columns);
        this.classes = plan.classes(columns);
        this.levelRows = new int[plan.classes() * columns];
        for (int ofClass = 0; ofClass < plan.classes(); ofClass++) {
            for (int level = 1; level < columns; level++) {
                levelRows[ofClass * columns + level] = plan.firstDayBeyond(ofClass, level - 1) * columns;
            }
        }
        // The last row is of what happens on none of the days.
        this.cells = new long[(days + 1) * columns];
    }

    /** Whether a cell can hold any sum of so many events, whose amounts without their signs add up to {@code total}. */
    static boolean holds(long events, long total) {
        return events < 1L << (ITEM_BITS - 1) && total < 1L << (Long.SIZE - 1 - ITEM_BITS);
    }

    /** No branch in this loop depends on the data. */
    @Override
    public void events(int[] daysAndItems, int[] aged, long[] amounts, int start, int end) {
        for (int i = start; i < end; i++) {
            int dayAndItems = daysAndItems[i];
            long both = (amounts[i] << ITEM_BITS) + EventColumns.items(dayAndItems);
            int row = rows.at(EventColumns.day(dayAndItems));
            int ofClass = classes.at(aged[i]);
            for (int level = 0; level < columns; level++) {
                cells[Math.max(row, levelRows[ofClass + level]) + level] += both;
            }
        }
    }

    @Override
    public void fold(long[] amounts, long @Nullable [] items, int at) {
        int end = days * columns;
        for (int i = columns; i < end; i++) {
            cells[i] += cells[i - columns];
        }
        for (int day = 0; day < end; day += columns) {
            for (int i = day; i < day + columns - 1; i++) {
                cells[i] -= cells[i + 1];
            }
        }
        for (int i = 0; i < end; i++) {
            long both = cells[i];
            long count = both << (Long.SIZE - ITEM_BITS) >> (Long.SIZE - ITEM_BITS);
            amounts[at + i] = (both - count) >> ITEM_BITS;
            if (items != null) {
                items[at + i] = count;
            }
        }
        Arrays.fill(cells, 0);
    }
}
