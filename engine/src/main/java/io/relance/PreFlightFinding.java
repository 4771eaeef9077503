package io.relance;

import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Why a message of the days to come would not leave as things are.
 *
 * @param customer the customer's name
 * @param receivables that it is about, in the order of its lines; none of a statement of account
 * @param step the step's id; empty for a message of none, such as thanks
 * @param on the day on which it is due to leave; of what is due already, or waits, the day of the look
 * @param what a sentence for people
 * @param remedy what to do about it, for people
 */
public record PreFlightFinding(
        AccountId account,
        String customer,
        List<ReceivableId> receivables,
        Optional<String> step,
        LocalDate on,
        Code code,
        String what,
        String remedy) {
    /** What is the matter. */
    public enum Code {
        /** Nobody whom the step is for has an address for its channels, or all object, or the address was refused before. */
        NO_CONTACT,
        /** The engine has no such channel: the message would wait for ever. */
        NO_CHANNEL,
        /** Claims of late payment can't be reckoned, since a reference rate of a period is not known. */
        MISSING_RATE,
        /** A formal notice would lack what it must say, or is not known for such a debtor. */
        MISSING_MENTION,
        /** There are no words for it. */
        NO_TEMPLATE,
        /** It can't be written for another cause. */
        NOT_WRITABLE,
        /** It can be written, and every channel that reaches the contact would refuse it for good. */
        REFUSED
    }

    /** Copies the list. */
    public PreFlightFinding {
        receivables = List.copyOf(receivables);
    }
}
