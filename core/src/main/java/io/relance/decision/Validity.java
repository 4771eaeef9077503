package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.MessageState;
import io.relance.policy.Policy;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether a message of no step still says what is so: thanks, confirmations; statements and notes for as long as they are news, and
 * notes while there is the team.
 */
public final class Validity {
    /** Business days of the creditor after which what was agreed, asked for or noted is no news any more. */
    private static final int NEWS = 10;

    private Validity() {}

    /** Why it does not on {@code date}; empty when it does. */
    public static Optional<String> whyNoLonger(
            AccountSnapshot snapshot, Policy policy, LocalDate date, MessageState message) {
        return whyNoLonger(DunningDecider.standings(snapshot, policy, date), message);
    }

    /** Whether what was planned on a day is still news on another: no message of no step is tried again after that. */
    public static boolean isNews(Policy policy, LocalDate planned, LocalDate date) {
        return !planned.isAfter(date)
                && !policy.creditorCalendar().plusBusinessDays(planned, NEWS).isBefore(date);
    }

    static Optional<String> whyNoLonger(Work work, MessageState message) {
        return switch (message.kind()) {
            case THANK_YOU -> new Thanks(work).whyNoLonger(message);
            case CONFIRMATION -> new Confirmations(work).whyNoLonger(message);
            case STATEMENT -> whyOld(work, message);
            case INTERNAL ->
                work.policy.correspondence().team(message.contact()).isEmpty()
                        ? Optional.of("there is no team \"" + message.contact() + "\" any more")
                        : whyOld(work, message);
            case DUNNING -> Optional.empty();
        };
    }

    private static Optional<String> whyOld(Work work, MessageState message) {
        return isNews(work.policy, message.plannedOn(), work.today)
                ? Optional.empty()
                : Optional.of("what was planned on " + message.plannedOn() + " is no news any more");
    }
}
