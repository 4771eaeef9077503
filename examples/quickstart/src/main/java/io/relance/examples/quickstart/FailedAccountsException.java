package io.relance.examples.quickstart;

import io.relance.BrokenAccount;
import java.time.LocalDate;
import java.util.List;

/** The engine could not deal with some accounts, so that what it did about the others is no whole answer. */
final class FailedAccountsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param some at least one of them
     * @param all how many there are
     */
    FailedAccountsException(LocalDate day, List<BrokenAccount> some, int all) {
        super(message(day, some.get(0), all));
    }

    private static String message(LocalDate day, BrokenAccount first, int all) {
        String others = all == 1 ? "" : " (and " + (all - 1) + " more)";
        return "customer " + first.account().customer() + " could not be dealt with on " + day + ": " + first.why()
                + others;
    }
}
