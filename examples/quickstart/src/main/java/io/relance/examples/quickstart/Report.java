package io.relance.examples.quickstart;

import io.relance.account.Segment;
import io.relance.adapter.importfiles.ImportedBooks;
import io.relance.aging.AgingOptions;
import io.relance.aging.AgingReport;
import io.relance.aging.DueDates;
import io.relance.kpi.IndicatorFigures;
import io.relance.kpi.IndicatorOptions;
import io.relance.kpi.Indicators;
import io.relance.kpi.PortfolioIndicators;
import io.relance.policy.Policy;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.risk.BehaviourHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The figures of a portfolio as of a day.
 *
 * @param counts rows read, whatever their dates
 * @param indicators by currency code
 * @param customers by id
 * @param decisions empty when nothing was decided
 */
record Report(
        LocalDate asOf,
        String creditor,
        ImportedBooks.Counts counts,
        AgingReport aging,
        List<Indicators> indicators,
        List<CustomerFigures> customers,
        Optional<DecisionCounts> decisions) {

    /** The figures without any decision. */
    static Report of(ImportedBooks books, Policy policy, String creditor) {
        return of(books, policy, creditor, account -> BehaviourHistory.NONE);
    }

    /**
     * The figures without any decision.
     *
     * @param history what is known of reminders, by account
     */
    static Report of(
            ImportedBooks books, Policy policy, String creditor, Function<AccountId, BehaviourHistory> history) {
        LocalDate day = books.asOf();
        DueDates dueDates = new DueDates(policy.dueDateRoll(), policy.creditorCalendar());
        AgingReport.Builder aging = AgingReport.builder(
                day,
                AgingOptions.builder()
                        .buckets(policy.agingBuckets())
                        .basis(policy.agingBasis())
                        .tolerance(policy.tolerance())
                        .dueDates(dueDates)
                        .build());
        PortfolioIndicators.Builder indicators = PortfolioIndicators.builder(IndicatorOptions.builder()
                        .tolerance(policy.tolerance())
                        .dueDates(dueDates)
                        .build())
                .day(day);
        List<CustomerFigures> customers = new ArrayList<>();
        for (Iterator<AccountLedger> all = books.ledgers().iterator(); all.hasNext(); ) {
            AccountLedger ledger = all.next();
            aging.add(ledger);
            indicators.add(ledger);
            CustomerFigures.of(ledger, policy, day, history.apply(ledger.account()))
                    .ifPresent(customers::add);
        }
        return new Report(
                day,
                creditor,
                books.counts(),
                aging.build(),
                indicators.build().figures(day).stream()
                        .map(IndicatorFigures::indicators)
                        .toList(),
                customers,
                Optional.empty());
    }

    /** The same with what was decided. */
    Report with(DecisionCounts decided) {
        return new Report(asOf, creditor, counts, aging, indicators, customers, Optional.of(decided));
    }

    /** How many customers are in each segment; only those above 0. */
    Map<Segment, Integer> segments() {
        Map<Segment, Integer> segments = new EnumMap<>(Segment.class);
        customers.forEach(customer -> segments.merge(customer.segment(), 1, Math::addExact));
        return segments;
    }
}
