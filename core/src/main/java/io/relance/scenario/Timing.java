package io.relance.scenario;

/** When a step is due, counted from its anchor in calendar days. Typed, so that a sign can't be wrong. */
public sealed interface Timing {
    /** The number of days, as written. */
    int days();

    /** {@code days} (at least 1) before the due date. */
    record DaysBeforeDue(int days) implements Timing {
        /** Checks the days. */
        public DaysBeforeDue {
            atLeast(1, days, "days before due");
        }

        @Override
        public String toString() {
            return count(days) + " before the due date";
        }
    }

    /** {@code days} (at least 1) after the due date. */
    record DaysAfterDue(int days) implements Timing {
        /** Checks the days. */
        public DaysAfterDue {
            atLeast(1, days, "days after due");
        }

        @Override
        public String toString() {
            return count(days) + " after the due date";
        }
    }

    /** {@code days} (at least 1) after the issue date. */
    record DaysAfterIssue(int days) implements Timing {
        /** Checks the days. */
        public DaysAfterIssue {
            atLeast(1, days, "days after issue");
        }

        @Override
        public String toString() {
            return count(days) + " after the issue date";
        }
    }

    /** {@code days} (at least 1) after the step before it in the list. */
    record DaysAfterPrevious(int days) implements Timing {
        /** Checks the days. */
        public DaysAfterPrevious {
            atLeast(1, days, "days after the previous step");
        }

        @Override
        public String toString() {
            return count(days) + " after the previous step";
        }
    }

    /** {@code days} (at least 1) after the hand-over of the step {@code step}, which stands earlier in the list. */
    record DaysAfterDelivery(String step, int days) implements Timing {
        /** Checks the days. */
        public DaysAfterDelivery {
            atLeast(1, days, "days after delivery");
        }

        @Override
        public String toString() {
            return count(days) + " after the delivery of \"" + step + "\"";
        }
    }

    /** {@code days} (at least 1) after the last day of grace of a promise for the invoice that was broken. */
    record DaysAfterBrokenPromise(int days) implements Timing {
        /** Checks the days. */
        public DaysAfterBrokenPromise {
            atLeast(1, days, "days after a broken promise");
        }

        @Override
        public String toString() {
            return count(days) + " after a broken promise";
        }
    }

    /** The most days that a timing may count: ten years. */
    int MAX_DAYS = 3650;

    private static void atLeast(int least, int days, String what) {
        if (days < least || days > MAX_DAYS) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + MAX_DAYS + ", but was " + days);
        }
    }

    private static String count(int days) {
        return days == 1 ? "1 day" : days + " days";
    }
}
