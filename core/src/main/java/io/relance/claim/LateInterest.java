package io.relance.claim;

import io.relance.account.RaisedClaim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/**
 * The interest on one invoice up to a day, with all that it is made of.
 *
 * @param amount rounded
 * @param accruedUntil the last day whose interest is in it: what comes later is another claim
 * @param periods in order of time, without days on which nothing was open
 */
public record LateInterest(Money amount, LocalDate accruedUntil, List<InterestPeriod> periods) {
    /** Copies the list. */
    public LateInterest {
        periods = List.copyOf(periods);
    }

    /**
     * The amount, shared out over the periods by what each has borne; the shares add up to it. Each share up to a period is rounded
     * half up, so that none is off by more than the smallest unit.
     */
    public List<RaisedClaim.Accrual> accruals() {
        BigDecimal all = periods.stream().map(InterestPeriod::interest).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal soFar = BigDecimal.ZERO;
        Money given = Money.zero(amount.getCurrencyUnit());
        List<RaisedClaim.Accrual> accruals = new ArrayList<>();
        for (InterestPeriod period : periods) {
            soFar = soFar.add(period.interest());
            Money upTo = soFar.compareTo(all) == 0
                    ? amount
                    : Money.of(
                            amount.getCurrencyUnit(),
                            amount.getAmount().multiply(soFar).divide(all, amount.getScale(), RoundingMode.HALF_UP));
            accruals.add(new RaisedClaim.Accrual(
                    period.from(), period.to(), period.balance(), period.percent(), upTo.minus(given)));
            given = upTo;
        }
        return accruals;
    }
}
