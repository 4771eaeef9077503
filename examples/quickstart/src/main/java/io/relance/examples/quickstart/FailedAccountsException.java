package io.relance.examples.quickstart;

import io.relance.RunReport;
import java.time.LocalDate;

/** The engine could not deal with some accounts, so that what it did about the others is no whole answer. */
final class FailedAccountsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedAccountsException(LocalDate day, RunReport report) {
        super(message(day, report));
    }

    private static String message(LocalDate day, RunReport report) {
        var first = report.brokenAccounts().get(0);
        String others = report.broken() == 1 ? "" : " (and " + (report.broken() - 1) + " more)";
        return "customer " + first.account().customer() + " could not be dealt with on " + day + ": " + first.why()
                + others;
    }
}
