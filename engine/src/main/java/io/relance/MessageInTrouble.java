package io.relance;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.time.LocalDate;

/**
 * A message that a person must look at.
 *
 * @param channel over which it was tried last
 * @param since the day on which it came so far
 * @param why what went wrong, for people; a person's task says more
 */
public record MessageInTrouble(
        AccountId account, MessageId message, Trouble trouble, ChannelId channel, LocalDate since, String why) {
    /** What is the matter with it. */
    public enum Trouble {
        /** Nobody knows whether it was taken: {@link AccountCommands#sent} or {@link AccountCommands#notSent}. */
        IN_DOUBT,
        /** Tried too often, or impossible to write: {@link AccountCommands#release} when the cause is gone. */
        GIVEN_UP,
        /** Every channel to every contact refused it: correct the addresses, then {@link AccountCommands#release}. */
        REFUSED,
        /** Taken, and came back undeliverable: correct the address, then {@link AccountCommands#release}. */
        BOUNCED
    }
}
