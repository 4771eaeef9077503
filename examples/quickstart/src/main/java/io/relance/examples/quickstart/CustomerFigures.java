package io.relance.examples.quickstart;

import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.RiskLevel;
import io.relance.account.Segment;
import io.relance.money.MoneyBag;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CustomerId;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.OpenItem;
import io.relance.risk.BehaviourHistory;
import io.relance.risk.PayerBehaviours;
import io.relance.risk.PaymentScorer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One customer as of a day; only what a report shows, since there may be many.
 *
 * @param score empty when nothing was settled in the twelve months before the day
 * @param meanDelayDays over the invoices settled in them; days
 * @param open gross, credit not taken off
 * @param overdue the part of it that is late
 * @param oldestDaysLate of what is overdue; 0 when nothing is
 */
record CustomerFigures(
        CustomerId id,
        String name,
        Segment segment,
        Optional<Score> score,
        Optional<BigDecimal> meanDelayDays,
        MoneyBag open,
        MoneyBag overdue,
        long oldestDaysLate) {

    /** A payment score without its reasons. */
    record Score(int value, RiskLevel level) {}

    /** The figures of a customer; empty when nothing of it exists by the day. */
    static Optional<CustomerFigures> of(AccountLedger ledger, Policy policy, LocalDate day, BehaviourHistory history) {
        LedgerPosition position = ledger.asOf(day, policy.tolerance());
        boolean credited =
                ledger.creditNotes().stream().anyMatch(note -> !note.issued().isAfter(day));
        if (position.items().isEmpty() && position.unallocated().isEmpty() && !credited) {
            return Optional.empty();
        }
        MoneyBag open = MoneyBag.empty();
        MoneyBag overdue = MoneyBag.empty();
        long oldest = 0;
        for (OpenItem item : position.items()) {
            if (item.open().isPositive()) {
                open = open.plus(item.open());
                long late = ChronoUnit.DAYS.between(policy.effectiveDue(item.receivable()), day);
                if (late > 0) {
                    overdue = overdue.plus(item.open());
                    oldest = Math.max(oldest, late);
                }
            }
        }
        PayerBehaviour behaviour = PayerBehaviours.of(ledger, day, policy.tolerance(), history);
        return Optional.of(new CustomerFigures(
                ledger.customer().id(),
                ledger.customer().name(),
                policy.segmentThresholds().segment(behaviour),
                Optional.of(PaymentScorer.score(behaviour, policy.portfolioMeans()))
                        .filter(PaymentScore::basedOnHistory)
                        .map(score -> new Score(score.value(), score.level())),
                behaviour.meanDelayDays(),
                open,
                overdue,
                oldest));
    }
}
