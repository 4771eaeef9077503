package io.relance.account;

import java.time.LocalDate;

/** What a message is about that is no reminder: it says what to write, and of what there is one message only. */
public sealed interface Occasion {
    /** A promise to pay was recorded. */
    record PromiseMade(String promise) implements Occasion {}

    /** A plan of instalments was agreed. */
    record PlanAgreed(String plan) implements Occasion {}

    /**
     * A statement of account was asked for.
     *
     * @param from the first day
     * @param to the last; balances are as of its end
     */
    record StatementAsked(LocalDate from, LocalDate to) implements Occasion {
        /** @throws IllegalArgumentException when the last day is before the first */
        public StatementAsked {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("a statement from " + from + " can't end before it, on " + to);
            }
        }
    }

    /** A team of the creditor's is told something, in the words of a step or a rule. */
    record TeamTold(String text) implements Occasion {}
}
