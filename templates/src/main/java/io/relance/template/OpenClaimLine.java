package io.relance.template;

import io.relance.account.RaisedClaim;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A claim of late payment that the debtor was notified of before and that is still open; outside the totals of the invoices.
 *
 * @param invoice the number of the invoice that is or was late, as the debtor knows it
 * @param period of interest: its first and its last day, counted; empty for a flat sum
 * @param notified the day as of which it was asked for
 * @param open what is still asked for of it, above 0; in the currency of the law, which need not be the invoice's
 */
public record OpenClaimLine(
        String invoice, RaisedClaim.Kind kind, Optional<Period> period, LocalDate notified, Money open) {
    /**
     * The days of interest.
     *
     * @param to counted
     */
    public record Period(LocalDate from, LocalDate to) {}

    /** @throws IllegalArgumentException when nothing of it is open, or a flat sum has a period */
    public OpenClaimLine {
        if (!open.isPositive()) {
            throw new IllegalArgumentException(
                    "an open claim for invoice " + invoice + " is for more than 0, and not " + open);
        }
        if (period.isPresent() != (kind == RaisedClaim.Kind.INTEREST)) {
            throw new IllegalArgumentException("interest, and nothing else, is for a period");
        }
    }

    /** What is open of a claim that was raised. */
    public static OpenClaimLine of(RaisedClaim claim) {
        List<RaisedClaim.Accrual> accruals = claim.accruals();
        return new OpenClaimLine(
                claim.receivable().value(),
                claim.kind(),
                claim.accruedUntil().map(last -> new Period(accruals.get(0).from(), last)),
                claim.raisedOn(),
                claim.open());
    }
}
