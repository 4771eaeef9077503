package io.relance.aging;

/**
 * How many of some days are reached by any given day, from a table. The table covers the days between the first and the
 * last of them; what is before or after is as its ends, so that a single item due in the year 9999 makes no table longer.
 */
final class DayTable {
    private final int first;
    private final int last;
    private final int[] values;

    /**
     * @param thresholds ascending, without doubles
     * @param firstDay the first day that will be looked up
     * @param lastDay the last one, before the first when there is none
     * @param factor what the values are multiples of
     */
    DayTable(long[] thresholds, int firstDay, int lastDay, int factor) {
        if (thresholds.length == 0 || firstDay > lastDay) {
            this.first = 0;
            this.last = 0;
        } else {
            this.first = (int) Math.max(firstDay, Math.min(lastDay, thresholds[0] - 1));
            this.last = (int) Math.max(first, Math.min(lastDay, thresholds[thresholds.length - 1]));
        }
        this.values = new int[last - first + 1];
        int reached = 0;
        for (int i = 0; i < values.length; i++) {
            while (reached < thresholds.length && thresholds[reached] <= (long) first + i) {
                reached++;
            }
            values[i] = reached * factor;
        }
    }

    /** How many of the thresholds are not after {@code day}, times the factor. */
    int at(int day) {
        return values[Math.max(first, Math.min(last, day)) - first];
    }

    /** How many days are in it. */
    int length() {
        return values.length;
    }
}
