package io.relance.risk;

import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Recommends a credit limit: what the customer needs to go on buying, cut or stretched by the risk.
 *
 * <p>limit = sales a day x (payment terms + {@value ScoreCard#LIMIT_MARGIN_DAYS} days) x factor of the risk, in each
 * currency by itself. Sales are invoices less credit notes issued in the 12 months up to the day, cash sales apart, spread
 * over the days since the first of these invoices (at least {@value ScoreCard#LIMIT_LEAST_SALES_DAYS}). Delays do not
 * stretch the terms: paying late earns no credit.
 */
public final class CreditAdvisor {
    private CreditAdvisor() {}

    /**
     * The limits recommended as of the day of {@code behaviour}: one for each currency with sales or exposure, by code.
     *
     * @param ceilings the most that the host would grant (an insurer's cover, say), at most one a currency and at least 0; a
     *     currency without one has no ceiling
     * @throws IllegalArgumentException when a ceiling is negative, or a currency has two
     */
    public static List<CreditLine> advise(
            AccountLedger ledger, PayerBehaviour behaviour, PaymentScore score, Collection<Money> ceilings) {
        Map<CurrencyUnit, Money> byCurrency = byCurrency(ceilings);
        LocalDate to = behaviour.asOf();
        LocalDate from = to.minusMonths(ScoreCard.BEHAVIOUR_MONTHS);
        List<Receivable> sales = ledger.receivables().stream()
                .filter(one -> one.kind() == Receivable.Kind.INVOICE && !one.cashSale())
                .filter(one -> one.issued().isAfter(from) && one.existsOn(to))
                .toList();
        List<CreditNote> credits = ledger.creditNotes().stream()
                .filter(note -> note.issued().isAfter(from) && !note.issued().isAfter(to))
                .toList();
        TreeSet<CurrencyUnit> units = new TreeSet<>(behaviour.exposure().currencies());
        sales.forEach(one -> units.add(one.amount().getCurrencyUnit()));
        List<CreditLine> lines = new ArrayList<>();
        for (CurrencyUnit unit : units) {
            lines.add(line(
                    unit,
                    sales.stream()
                            .filter(one -> one.amount().getCurrencyUnit().equals(unit))
                            .toList(),
                    credits.stream()
                            .filter(note -> note.amount().getCurrencyUnit().equals(unit))
                            .toList(),
                    behaviour,
                    score,
                    byCurrency));
        }
        return List.copyOf(lines);
    }

    private static CreditLine line(
            CurrencyUnit unit,
            List<Receivable> sales,
            List<CreditNote> credits,
            PayerBehaviour behaviour,
            PaymentScore score,
            Map<CurrencyUnit, Money> ceilings) {
        Money exposure = behaviour.exposure().in(unit);
        BigDecimal invoiced = total(sales.stream().map(Receivable::amount).toList());
        BigDecimal net =
                invoiced.subtract(total(credits.stream().map(CreditNote::amount).toList()));
        if (net.signum() <= 0) {
            return new CreditLine(
                    Money.zero(unit),
                    exposure,
                    List.of(new CreditLine.Reason(
                            CreditLine.Factor.NO_SALES, net, "no sales in " + unit + ": no credit is needed")));
        }
        List<CreditLine.Reason> reasons = new ArrayList<>();
        long days = salesDays(sales, behaviour.asOf());
        BigDecimal daily = Figures.precise(net, BigDecimal.valueOf(days));
        reasons.add(new CreditLine.Reason(
                CreditLine.Factor.DAILY_SALES,
                Figures.rounded(daily),
                unit + " " + Figures.plain(daily) + " a day: " + net.toPlainString() + " in " + days + " days"));
        BigDecimal terms = terms(sales, invoiced);
        reasons.add(new CreditLine.Reason(
                CreditLine.Factor.TERMS, terms, Figures.plain(terms) + " days to pay, weighted by amount"));
        BigDecimal margin = BigDecimal.valueOf(ScoreCard.LIMIT_MARGIN_DAYS);
        reasons.add(new CreditLine.Reason(
                CreditLine.Factor.MARGIN, margin, margin + " days of invoicing while a payment is under way"));
        BigDecimal factor = factor(behaviour, score, reasons);
        Money limit = roundedDown(unit, daily.multiply(terms.add(margin)).multiply(factor));
        return new CreditLine(underCeiling(limit, ceilings, reasons), exposure, reasons);
    }

    private static BigDecimal factor(PayerBehaviour behaviour, PaymentScore score, List<CreditLine.Reason> reasons) {
        BigDecimal factor = ScoreCard.limitFactor(score.level());
        reasons.add(new CreditLine.Reason(
                CreditLine.Factor.RISK, factor, "times " + factor + " at " + score.level() + " risk"));
        if (behaviour.settledCount() < ScoreCard.NEW_BELOW && factor.compareTo(ScoreCard.LIMIT_FACTOR_STARTER) > 0) {
            factor = ScoreCard.LIMIT_FACTOR_STARTER;
            reasons.add(new CreditLine.Reason(
                    CreditLine.Factor.STARTER,
                    factor,
                    "only " + behaviour.settledCount() + " invoices settled yet: times " + factor + " instead"));
        }
        return factor;
    }

    /** Not a bag: a ceiling of 0 (a cover that was withdrawn) is one. */
    private static Map<CurrencyUnit, Money> byCurrency(Collection<Money> ceilings) {
        Map<CurrencyUnit, Money> byCurrency = new HashMap<>();
        for (Money ceiling : ceilings) {
            if (ceiling.isNegative()) {
                throw new IllegalArgumentException("a ceiling is at least 0, but was " + ceiling);
            }
            Money before = byCurrency.put(ceiling.getCurrencyUnit(), ceiling);
            if (before != null) {
                throw new IllegalArgumentException("two ceilings in one currency: " + before + " and " + ceiling);
            }
        }
        return byCurrency;
    }

    private static Money underCeiling(Money limit, Map<CurrencyUnit, Money> ceilings, List<CreditLine.Reason> reasons) {
        Money ceiling = ceilings.getOrDefault(limit.getCurrencyUnit(), limit);
        if (!ceiling.isLessThan(limit)) {
            return limit;
        }
        reasons.add(new CreditLine.Reason(
                CreditLine.Factor.CEILING, ceiling.getAmount(), "not above the ceiling of " + ceiling));
        return ceiling;
    }

    private static long salesDays(List<Receivable> sales, LocalDate asOf) {
        LocalDate first = sales.stream().map(Receivable::issued).reduce(asOf, (a, b) -> a.isBefore(b) ? a : b);
        return Math.max(ScoreCard.LIMIT_LEAST_SALES_DAYS, ChronoUnit.DAYS.between(first, asOf) + 1);
    }

    /** Due date minus issue date, at least 0, weighted by amount; 6 decimals. */
    private static BigDecimal terms(List<Receivable> sales, BigDecimal invoiced) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Receivable one : sales) {
            long days = Math.max(0, ChronoUnit.DAYS.between(one.issued(), one.due()));
            sum = sum.add(one.amount().getAmount().multiply(BigDecimal.valueOf(days)));
        }
        return Figures.rounded(Figures.precise(sum, invoiced));
    }

    private static BigDecimal total(List<Money> amounts) {
        return amounts.stream().map(Money::getAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Two significant digits and whole units: a limit is an estimate and should look like one. */
    private static Money roundedDown(CurrencyUnit unit, BigDecimal amount) {
        BigDecimal shown = amount.round(new MathContext(2, RoundingMode.DOWN)).setScale(0, RoundingMode.DOWN);
        return Money.of(unit, shown);
    }
}
