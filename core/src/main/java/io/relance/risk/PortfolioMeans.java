package io.relance.risk;

import io.relance.account.PayerBehaviour;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the mean payer of a creditor does; an account with few invoices is scored as partly such a payer. A dated input of
 * the policy, never read live: the host renews it when it likes. Default: {@link #ASSUMED}.
 *
 * @param asOf the day of the figures; empty when they are assumed
 * @param meanDelayDays mean delay of a settled invoice; days
 * @param weightedMeanDelayDays the same weighted by amount within each account; days
 * @param largestDelayDays mean over the accounts of their largest delay; days
 * @param onTimeShare share of the settled invoices that were not late; fraction
 * @param settledAfterReminderShare share of the settled invoices that a reminder had claimed before; fraction
 */
public record PortfolioMeans(
        Optional<LocalDate> asOf,
        BigDecimal meanDelayDays,
        BigDecimal weightedMeanDelayDays,
        BigDecimal largestDelayDays,
        BigDecimal onTimeShare,
        BigDecimal settledAfterReminderShare) {
    /** What is assumed of a portfolio that nobody measured. */
    public static final PortfolioMeans ASSUMED = new PortfolioMeans(
            Optional.empty(),
            ScoreCard.ASSUMED_MEAN_DELAY_DAYS,
            ScoreCard.ASSUMED_MEAN_DELAY_DAYS,
            ScoreCard.ASSUMED_LARGEST_DELAY_DAYS,
            ScoreCard.ASSUMED_ON_TIME_SHARE,
            ScoreCard.ASSUMED_AFTER_REMINDER_SHARE);

    /** @throws IllegalArgumentException when a share is not a fraction */
    public PortfolioMeans {
        Figures.requireFraction("onTimeShare", onTimeShare);
        Figures.requireFraction("settledAfterReminderShare", settledAfterReminderShare);
    }

    /**
     * The means over the accounts given, as of {@code asOf}; accounts without a settled invoice don't count, and without
     * any that does the figures are the assumed ones. Every settled invoice weighs the same, in whatever currency; of the
     * largest delays every account's.
     */
    public static PortfolioMeans of(LocalDate asOf, Collection<PayerBehaviour> behaviours) {
        long accounts = 0;
        long invoices = 0;
        long onTime = 0;
        BigDecimal delays = BigDecimal.ZERO;
        BigDecimal weighted = BigDecimal.ZERO;
        BigDecimal reminded = BigDecimal.ZERO;
        long largest = 0;
        for (PayerBehaviour one : behaviours) {
            BigDecimal count = BigDecimal.valueOf(one.settledCount());
            if (one.settledCount() == 0) {
                continue;
            }
            accounts++;
            invoices += one.settledCount();
            onTime += one.settledCount() - one.lateCount();
            delays = delays.add(one.meanDelayDays().orElse(BigDecimal.ZERO).multiply(count));
            weighted = weighted.add(
                    one.weightedMeanDelayDays().orElse(BigDecimal.ZERO).multiply(count));
            reminded = reminded.add(
                    one.settledAfterReminderShare().orElse(BigDecimal.ZERO).multiply(count));
            largest = Math.addExact(largest, one.largestDelayDays().orElse(0));
        }
        if (accounts == 0) {
            return ASSUMED;
        }
        BigDecimal all = BigDecimal.valueOf(invoices);
        return new PortfolioMeans(
                Optional.of(asOf),
                Figures.rounded(Figures.precise(delays, all)),
                Figures.rounded(Figures.precise(weighted, all)),
                Figures.ratio(largest, accounts),
                Figures.ratio(onTime, invoices),
                Figures.rounded(Figures.precise(reminded, all)));
    }

    /** The means over the accounts of the ledgers given, each measured as of {@code asOf}. */
    public static PortfolioMeans of(
            LocalDate asOf,
            Collection<AccountLedger> ledgers,
            Tolerance tolerance,
            Function<AccountId, BehaviourHistory> history,
            BehaviourTerms terms) {
        return of(
                asOf,
                ledgers.stream()
                        .map(ledger ->
                                PayerBehaviours.of(ledger, asOf, tolerance, history.apply(ledger.account()), terms))
                        .toList());
    }
}
