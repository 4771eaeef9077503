package io.relance.aging;

import java.util.Arrays;

/**
 * A sum without ages on several days, of one account, whose events come by day. Used by one thread, again and again.
 */
final class CreditWalk implements EventColumns.Visitor {
    private final long[] days;
    private long[] amounts = new long[0];
    private int day;
    private long sum;

    /** @param days ascending */
    CreditWalk(long[] days) {
        this.days = days;
    }

    /** Puts the sums of the events from {@code from} to before {@code to} into {@code amounts}, by day. */
    void walk(EventColumns events, long from, long to, long[] amounts) {
        this.amounts = amounts;
        day = 0;
        sum = 0;
        events.forEach(from, to, this);
        Arrays.fill(amounts, day, days.length, sum);
    }

    @Override
    public void events(int[] daysAndItems, int[] aged, long[] minor, int start, int end) {
        for (int i = start; i < end; i++) {
            int of = EventColumns.day(daysAndItems[i]);
            while (day < days.length && days[day] < of) {
                amounts[day++] = sum;
            }
            sum += minor[i];
        }
    }
}
