package io.relance;

import io.relance.delivery.ChannelId;
import io.relance.delivery.DeliveryReceipt;
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
 * told twice, or not at all. What is done in a transaction of the host ({@link Relance#on}) is not told. What must not miss
 * anything (a delivery stop, a write-off to be entered) asks {@link Relance#events} from where it left off. What a listener throws
 * is counted ({@link RunReport#listenerFailures}) and changes nothing. It should be quick, for the next account waits.
 */
public interface RelanceListener {
    /**
     * Something happened to an account.
     *
     * @param events of one commit, in order; at least one
     */
    default void happened(AccountId account, List<AccountEvent> events) {}

    /**
     * A channel answered to a hand-over, and the answer was dealt with. Not told of what is handed over again after a crash.
     *
     * @param took from the call of the channel to its answer, by the engine's clock
     */
    default void handedOver(AccountId account, ChannelId channel, DeliveryReceipt receipt, Duration took) {}

    /** A change of an account could not be stored, since somebody else was faster: it is read and made again. */
    default void conflicted(AccountId account) {}

    /**
     * A run, or a dispatch, is over.
     *
     * @param took by the engine's clock
     */
    default void ran(CreditorId creditor, LocalDate date, RunReport report, Duration took) {}
}
