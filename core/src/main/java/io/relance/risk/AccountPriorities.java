package io.relance.risk;

import io.relance.account.PaymentScore;
import io.relance.money.ExchangeRates;
import io.relance.money.MoneyBag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Puts accounts in the order in which people should work on them, by the {@link ScoreCard}: amount, age, risk and broken
 * promises, added up.
 *
 * <p>Amounts of several currencies are never added: each is judged in its own units and the one worth most points counts
 * (of equal ones, the first by code). A host for which that is too coarse gives exchange rates and a reporting currency.
 */
public final class AccountPriorities {
    private AccountPriorities() {}

    /**
     * The priority of an account, without exchange rates.
     *
     * @param dunnableOverdue what is overdue and may be dunned, per currency; sums of 0 or less count as nothing
     * @param oldestDaysLate age of the oldest item in it; days
     * @param brokenPromises how many promises were broken; at least 0
     */
    public static AccountPriority of(
            MoneyBag dunnableOverdue, int oldestDaysLate, PaymentScore score, int brokenPromises) {
        AccountPriority.Reason best = null;
        for (Money sum : dunnableOverdue.positive().sums()) {
            AccountPriority.Reason reason = amount(sum, sum + " dunnable and overdue");
            if (best == null || reason.points() > best.points()) {
                best = reason;
            }
        }
        return best == null ? nothing() : sum(best, oldestDaysLate, score, brokenPromises);
    }

    /**
     * The priority of an account, all its sums converted into {@code reporting} at the rates of {@code date}.
     *
     * @throws ExchangeRates.MissingRateException when a rate is missing
     */
    public static AccountPriority of(
            MoneyBag dunnableOverdue,
            int oldestDaysLate,
            PaymentScore score,
            int brokenPromises,
            ExchangeRates rates,
            CurrencyUnit reporting,
            LocalDate date) {
        MoneyBag overdue = dunnableOverdue.positive();
        if (overdue.isEmpty()) {
            return nothing();
        }
        Money sum = rates.convert(overdue, reporting, date);
        return sum(
                amount(sum, overdue + " dunnable and overdue, in all " + sum + " at the rates of " + date),
                oldestDaysLate,
                score,
                brokenPromises);
    }

    private static AccountPriority.Reason amount(Money sum, String text) {
        return new AccountPriority.Reason(
                AccountPriority.Factor.AMOUNT,
                sum.getAmount(),
                ScoreCard.PRIORITY_AMOUNT.points(sum.getAmount()),
                text);
    }

    private static AccountPriority nothing() {
        return new AccountPriority(
                0,
                List.of(new AccountPriority.Reason(
                        AccountPriority.Factor.NOTHING_OVERDUE,
                        BigDecimal.ZERO,
                        0,
                        "nothing that may be dunned is overdue")));
    }

    private static AccountPriority sum(
            AccountPriority.Reason amount, int oldestDaysLate, PaymentScore score, int brokenPromises) {
        BigDecimal age = BigDecimal.valueOf(oldestDaysLate);
        BigDecimal broken = BigDecimal.valueOf(brokenPromises);
        List<AccountPriority.Reason> reasons = List.of(
                amount,
                new AccountPriority.Reason(
                        AccountPriority.Factor.AGE,
                        age,
                        ScoreCard.PRIORITY_AGE.points(age),
                        "the oldest is " + oldestDaysLate + " days late"),
                new AccountPriority.Reason(
                        AccountPriority.Factor.RISK,
                        BigDecimal.valueOf(score.value()),
                        ScoreCard.priorityPoints(score.level()),
                        score.level() + " risk, payment score " + score.value()),
                new AccountPriority.Reason(
                        AccountPriority.Factor.BROKEN_PROMISES,
                        broken,
                        ScoreCard.PRIORITY_BROKEN_PROMISES.points(broken),
                        "promises broken: " + brokenPromises));
        return new AccountPriority(
                reasons.stream().mapToInt(AccountPriority.Reason::points).sum(), reasons);
    }
}
