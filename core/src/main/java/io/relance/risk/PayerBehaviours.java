package io.relance.risk;

import io.relance.account.PayerBehaviour;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;

/** Measures how an account pays. */
public final class PayerBehaviours {
    private PayerBehaviours() {}

    /** One settled invoice: when, how late, and how much it was over (less credit notes). */
    private record Settled(OpenItem item, LocalDate on, long delay) {
        static Stream<Settled> of(OpenItem item) {
            return item
                    .settled()
                    .map(on -> new Settled(
                            item, on, ChronoUnit.DAYS.between(item.receivable().due(), on)))
                    .stream();
        }
    }

    /** With the {@linkplain BehaviourTerms#STANDARD standard} windows. */
    public static PayerBehaviour of(
            AccountLedger ledger, LocalDate asOf, Tolerance tolerance, BehaviourHistory history) {
        return of(ledger, asOf, tolerance, history, BehaviourTerms.STANDARD);
    }

    /**
     * The behaviour of an account as of {@code asOf}, from invoices and instalments (claims such as interest apart) whose
     * settled date lies in the {@code terms.months()} months ending on that day: not on the day of the month they begin
     * with. A reminder comes before a settlement when its day is earlier; on the same day it does not count. Promises and
     * disputes are counted over the same window. An invoice of which the books don't know when it was paid tells nothing.
     */
    public static PayerBehaviour of(
            AccountLedger ledger, LocalDate asOf, Tolerance tolerance, BehaviourHistory history, BehaviourTerms terms) {
        LedgerPosition position = ledger.asOf(asOf, tolerance);
        LocalDate from = asOf.minusMonths(terms.months());
        List<Settled> settled = position.items().stream()
                .filter(item -> item.receivable().kind() != Receivable.Kind.CLAIM)
                .flatMap(Settled::of)
                .filter(one -> one.on().isAfter(from) && !one.item().settledDateAssumed())
                .toList();
        Debt debt = Debt.of(position);
        PayerBehaviour.Builder builder = PayerBehaviour.asOf(asOf)
                .promisesKept(BehaviourHistory.within(history.promisesKept(), from, asOf))
                .promisesBroken(BehaviourHistory.within(history.promisesBroken(), from, asOf))
                .disputes(BehaviourHistory.within(history.disputesOpened(), from, asOf))
                .exposure(debt.exposure())
                .overdue(debt.overdue());
        debt.oldestOverdueDays().ifPresent(builder::oldestOverdueDays);
        if (!settled.isEmpty()) {
            delays(builder, settled);
            punctuality(builder, settled, history, terms);
            trend(builder, settled, asOf, terms);
        }
        return builder.build();
    }

    /**
     * The day as of which behaviour is frozen on {@code day}: the last day on or before it on which the books changed
     * (something was issued, paid, written off, allocated or reversed), or the first of its month, whichever is later.
     */
    public static LocalDate frozenAsOf(AccountLedger ledger, LocalDate day) {
        LocalDate firstOfMonth = day.withDayOfMonth(1);
        return ledger.lastChange(day)
                .filter(change -> change.isAfter(firstOfMonth))
                .orElse(firstOfMonth);
    }

    private static void delays(PayerBehaviour.Builder builder, List<Settled> settled) {
        long[] delays = days(settled);
        builder.settledCount(delays.length)
                .meanDelayDays(Figures.mean(delays))
                .medianDelayDays(Figures.median(delays))
                .weightedMeanDelayDays(weighted(settled));
        if (delays.length >= 2) {
            builder.delayStandardDeviationDays(Figures.standardDeviation(delays));
        }
        long largest = settled.stream().mapToLong(Settled::delay).reduce(Long.MIN_VALUE, Math::max);
        builder.largestDelayDays(Math.toIntExact(largest));
    }

    private static void punctuality(
            PayerBehaviour.Builder builder, List<Settled> settled, BehaviourHistory history, BehaviourTerms terms) {
        List<Settled> late = settled.stream()
                .filter(one -> one.delay() > terms.onTimeGraceDays())
                .toList();
        long reminded = settled.stream()
                .filter(one -> history.remindedBefore(one.item().id(), one.on(), LocalDate.MIN))
                .count();
        long answered = late.stream()
                .filter(one -> history.remindedBefore(
                        one.item().id(), one.on(), one.on().minusDays(terms.answerDays())))
                .count();
        builder.lateCount(late.size())
                .lateSettledAfterReminderCount(Math.toIntExact(answered))
                .onTimeShare(Figures.ratio(settled.size() - late.size(), settled.size()))
                .settledAfterReminderShare(Figures.ratio(reminded, settled.size()));
    }

    private static void trend(
            PayerBehaviour.Builder builder, List<Settled> settled, LocalDate asOf, BehaviourTerms terms) {
        LocalDate middle = asOf.minusDays(terms.recentDays());
        LocalDate start = middle.minusDays(terms.recentDays());
        long[] later = days(settled, one -> one.on().isAfter(middle));
        long[] earlier =
                days(settled, one -> one.on().isAfter(start) && !one.on().isAfter(middle));
        builder.recentCount(later.length);
        if (later.length >= terms.recentMinimum()) {
            builder.recentMeanDelayDays(Figures.mean(later));
            if (earlier.length >= terms.recentMinimum()) {
                builder.trendDays(Figures.difference(later, earlier));
            }
        }
    }

    /** Each currency by itself, weighted by amount; then the currencies' means, weighted by number. */
    private static BigDecimal weighted(List<Settled> settled) {
        Map<CurrencyUnit, List<Settled>> byCurrency = new TreeMap<>();
        for (Settled one : settled) {
            byCurrency
                    .computeIfAbsent(one.item().open().getCurrencyUnit(), unit -> new ArrayList<>())
                    .add(one);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (List<Settled> group : byCurrency.values()) {
            BigDecimal days = BigDecimal.ZERO;
            BigDecimal amounts = BigDecimal.ZERO;
            for (Settled one : group) {
                BigDecimal amount = one.item().netAmount().getAmount();
                days = days.add(amount.multiply(BigDecimal.valueOf(one.delay())));
                amounts = amounts.add(amount);
            }
            sum = sum.add(Figures.precise(days.multiply(BigDecimal.valueOf(group.size())), amounts));
        }
        return Figures.rounded(Figures.precise(sum, BigDecimal.valueOf(settled.size())));
    }

    private static long[] days(List<Settled> settled) {
        return days(settled, one -> true);
    }

    private static long[] days(List<Settled> settled, Predicate<Settled> which) {
        return settled.stream().filter(which).mapToLong(Settled::delay).toArray();
    }
}
