package io.relance.examples.quickstart;

import io.relance.RunReport;

/**
 * What a run did, over all its days.
 *
 * @param decided how often an account was decided about
 * @param ahead how many accounts, at most on one of the days, were decided for a later day before and left as they are
 * @param accepted messages handed over
 * @param proposed messages that await approval
 * @param cancelled messages that will not go
 * @param tasks raised
 * @param held messages that waited on the last day for an hour at which their channel reaches people
 */
record RunCounts(int decided, int ahead, int accepted, int proposed, int cancelled, int tasks, int held) {
    /** Before the first day. */
    static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0, 0);

    /** These and what was done on one more day. */
    RunCounts plus(RunReport day) {
        return new RunCounts(
                Math.addExact(decided, day.decided()),
                Math.max(ahead, day.ahead()),
                Math.addExact(accepted, day.accepted()),
                Math.addExact(proposed, day.proposed()),
                Math.addExact(cancelled, day.cancelled()),
                Math.addExact(tasks, day.tasks()),
                day.held());
    }

    /** Whether nothing at all was done. */
    boolean isNothing() {
        return decided + accepted + proposed + cancelled + tasks == 0;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return decided + " decisions, " + accepted + " messages handed over, " + proposed
                + " messages proposed for approval, " + cancelled + " messages cancelled, " + tasks + " tasks raised";
    }
}
