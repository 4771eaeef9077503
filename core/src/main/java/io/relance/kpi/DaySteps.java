package io.relance.kpi;

import java.time.LocalDate;

/** A running sum that changes on some days, as of each of a few days. */
final class DaySteps {
    private final long[] days;
    private final long[] steps;

    /** @param days epoch days, ascending, doubles allowed; those that the sum is asked for */
    DaySteps(long[] days) {
        this.days = days;
        this.steps = new long[days.length];
    }

    /** From {@code day} on it is {@code amount} more. */
    void add(LocalDate day, long amount) {
        int first = firstFrom(day.toEpochDay());
        if (first < steps.length) {
            steps[first] = Math.addExact(steps[first], amount);
        }
    }

    /** The first of the days, among which there may be doubles, that is not before {@code day}. */
    private int firstFrom(long day) {
        int low = 0;
        int high = days.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The sum as of every day. */
    long[] sums() {
        long[] sums = new long[steps.length];
        long sum = 0;
        for (int i = 0; i < steps.length; i++) {
            sum = Math.addExact(sum, steps[i]);
            sums[i] = sum;
        }
        return sums;
    }
}
