package io.relance.time;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * How the due date follows from the issue date. "45 days end of month" has two legal readings that differ by up to a
 * month, so each has a name of its own.
 */
public sealed interface PaymentTerms {
    /** The due date of an invoice issued on {@code issued}. */
    LocalDate dueDate(LocalDate issued);

    /** {@code days} after issue. */
    static PaymentTerms net(int days) {
        return new Net(days);
    }

    /** {@code days} after issue, then the end of that month: issued 15 January, 45 days: 1 March, so 31 March. */
    static PaymentTerms daysThenEndOfMonth(int days) {
        return new DaysThenEndOfMonth(days);
    }

    /** The end of the month of issue, then {@code days}: issued 15 January, 45 days: 31 January, so 17 March. */
    static PaymentTerms endOfMonthThenDays(int days) {
        return new EndOfMonthThenDays(days);
    }

    /**
     * {@code days} after issue, then the next {@code dayOfMonth} (that day itself counts; in a month too short, its last
     * day).
     */
    static PaymentTerms fixedDay(int days, int dayOfMonth) {
        return new FixedDay(days, dayOfMonth);
    }

    /** See {@link PaymentTerms#net}. */
    record Net(int days) implements PaymentTerms {
        /** Checks the days. */
        public Net {
            notNegative(days);
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            return issued.plusDays(days);
        }

        @Override
        public String toString() {
            return days + " days net";
        }
    }

    /** See {@link PaymentTerms#daysThenEndOfMonth}. */
    record DaysThenEndOfMonth(int days) implements PaymentTerms {
        /** Checks the days. */
        public DaysThenEndOfMonth {
            notNegative(days);
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            return YearMonth.from(issued.plusDays(days)).atEndOfMonth();
        }

        @Override
        public String toString() {
            return days + " days, then end of month";
        }
    }

    /** See {@link PaymentTerms#endOfMonthThenDays}. */
    record EndOfMonthThenDays(int days) implements PaymentTerms {
        /** Checks the days. */
        public EndOfMonthThenDays {
            notNegative(days);
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            return YearMonth.from(issued).atEndOfMonth().plusDays(days);
        }

        @Override
        public String toString() {
            return "end of month, then " + days + " days";
        }
    }

    /** See {@link PaymentTerms#fixedDay}. */
    record FixedDay(int days, int dayOfMonth) implements PaymentTerms {
        /** Checks the days and the day of the month. */
        public FixedDay {
            notNegative(days);
            if (dayOfMonth < 1 || dayOfMonth > 31) {
                throw new IllegalArgumentException("a day of the month is 1 to 31, but was " + dayOfMonth);
            }
        }

        @Override
        public LocalDate dueDate(LocalDate issued) {
            LocalDate earliest = issued.plusDays(days);
            LocalDate sameMonth = in(YearMonth.from(earliest));
            return sameMonth.isBefore(earliest) ? in(YearMonth.from(earliest).plusMonths(1)) : sameMonth;
        }

        private LocalDate in(YearMonth month) {
            return month.atDay(Math.min(dayOfMonth, month.lengthOfMonth()));
        }

        @Override
        public String toString() {
            return days + " days, then the next day " + dayOfMonth + " of a month";
        }
    }

    private static void notNegative(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("payment terms are at least 0 days, but were " + days);
        }
    }
}
