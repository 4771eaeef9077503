package io.relance;

import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * Is told what happened, once it is stored, in the thread in which it happened. By default nothing is done with it.
 *
 * <p>A crash may come between a commit and this call, and what is done again after a lost answer is told again: something may be
 * told twice, or not at all. What must not miss anything reads the events of the store. What a listener throws is counted
 * ({@link RunReport#listenerFailures}) and changes nothing. It should be quick, for the next account waits.
 */
public interface RelanceListener {
    /**
     * Something happened to an account.
     *
     * @param events of one commit, in order; at least one
     */
    default void happened(AccountId account, List<AccountEvent> events) {}

    /**
     * A run, or a dispatch, is over.
     *
     * @param took by the engine's clock
     */
    default void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {}
}
