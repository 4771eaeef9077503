package io.relance.decision.laws;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A generated account and everything that happens to it, as small numbers so that it shrinks well. Days count from {@link
 * #FIRST_DAY}, the first day of a decision; {@link Scene} makes the books, the policy and the events of it.
 *
 * @param gaps the days on which nothing runs, in the histories that have gaps
 */
record World(
        Terms terms,
        List<StepOf> steps,
        List<InvoiceOf> invoices,
        List<MoneyOf> moneys,
        List<Incident> incidents,
        Habits habits,
        List<Gap> gaps) {
    /** A Monday. */
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    /** How many days a history lasts. */
    static final int DAYS = 130;

    /** The days off of the creditor's country, beside weekends. */
    static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2026, 1, 6),
            LocalDate.of(2026, 2, 16),
            LocalDate.of(2026, 2, 17),
            LocalDate.of(2026, 4, 3),
            LocalDate.of(2026, 4, 6),
            LocalDate.of(2026, 5, 1),
            LocalDate.of(2026, 5, 8),
            LocalDate.of(2026, 5, 14));
    /** Those of the customer's country, where it is another. */
    static final Set<LocalDate> HOLIDAYS_ABROAD =
            Set.of(LocalDate.of(2026, 1, 19), LocalDate.of(2026, 4, 6), LocalDate.of(2026, 5, 25));

    /**
     * The policy.
     *
     * @param person whether the customer is a natural person: 0 unknown, 1 yes, 2 no
     * @param rules which rules there are, one bit each
     */
    record Terms(
            int cap,
            boolean atAge,
            boolean coldEscalation,
            boolean byInvoice,
            int person,
            boolean abroad,
            boolean thanks,
            int tolerance,
            int rules) {}

    /**
     * A step; {@link Scene} brings stages and dates into order.
     *
     * @param days the distance from the step before
     * @param timing 0 to 5 after due, 6 after the previous step, 7 after delivery of it, 8 after a broken promise
     * @param action 0 to 6 a message, 7 a task, 8 a word inside or a hand-over, 9 a message with a task
     * @param condition 0 to 3 none, above: which
     * @param minimum in minor units, 0 for none
     */
    record StepOf(int stage, int days, int timing, int action, boolean approval, int condition, int minimum) {}

    /**
     * An invoice.
     *
     * @param lateBy how many days after its issue the books learn of it
     * @param oddity 0 to 7 none, 8 collected by direct debit, 9 assigned some day, 10 disputed in the books
     */
    record InvoiceOf(int issued, int terms, int minor, int currency, int lateBy, int oddity) {}

    /**
     * A payment or a credit note.
     *
     * @param percent of the invoice's amount
     * @param recordedAfter how many days after its date the books learn of it
     * @param reversedAfter how many days after its date it is taken back, or -1
     */
    record MoneyOf(
            int invoice, int percent, int day, int recordedAfter, boolean note, boolean matched, int reversedAfter) {}

    /** What people or providers record. */
    enum Kind {
        PROMISE,
        DISPUTE,
        HOLD,
        PENDING,
        CONTACT,
        PLAN,
        MANDATE,
        PAGE,
        DEBIT
    }

    /**
     * Something recorded on a day about an invoice, or about several.
     *
     * @param more which variant: odd ones end, or name all invoices
     */
    record Incident(int day, Kind kind, int invoice, int percent, int length, int more) {}

    /**
     * What people and channels do with what was planned, chosen by its id.
     *
     * @param approvals days until a proposal is approved; -1 never, -2 rejected for now, -3 rejected for good
     * @param tasks days until a task is done; -1 never
     * @param deliveries 0 taken, 1 taken and bounced two days later, 2 failed, 3 in doubt and found taken three days later
     */
    record Habits(List<Integer> approvals, List<Integer> tasks, List<Integer> deliveries) {}

    /** Days on which nothing runs. */
    record Gap(int from, int length) {
        boolean holds(int day) {
            return day >= from && day < from + length;
        }
    }

    boolean isGap(int day) {
        return gaps.stream().anyMatch(gap -> gap.holds(day));
    }

    static LocalDate date(int day) {
        return FIRST_DAY.plusDays(day);
    }
}
