package io.relance.engine;

import io.relance.account.DirectDebit;
import io.relance.account.MessageLine;
import io.relance.decision.UnderWay;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.template.CollectionDay;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a message need not ask the customer to pay, because it is collected by direct debit. */
final class Collecting {
    private final AccountLedger ledger;
    private final Policy policy;
    private final Decision decision;
    /** The due dates of invoices that are left to direct debit. */
    private final Map<ReceivableId, LocalDate> left;

    Collecting(AccountLedger ledger, Policy policy, Decision decision) {
        this.ledger = ledger;
        this.policy = policy;
        this.decision = decision;
        this.left = ledger.receivables().stream()
                .filter(decision.memory()::isLeftToDirectDebit)
                .collect(Collectors.toMap(Receivable::id, Receivable::due));
    }

    /** When what a message says of an invoice soon due is collected; empty when the customer is to pay it. */
    Optional<CollectionDay> of(MessageLine line) {
        return Optional.ofNullable(left.get(line.receivable()))
                .map(CollectionDay::onOrAfter)
                .or(() -> underWay(line));
    }

    /**
     * A debit whose money counts as under way is off the line's amount already: that is what is left besides. Of one that was to come on a day
     * that is over nobody knows whether it does.
     */
    private Optional<CollectionDay> underWay(MessageLine line) {
        return decision.memory()
                .collecting(line.receivable())
                .filter(debit -> debit.state() != DirectDebit.State.TO_WITHDRAW)
                .filter(debit -> !debit.day().isBefore(decision.date()))
                .filter(debit -> collects(debit, line))
                .filter(debit -> !countsAsUnderWay(debit, line.receivable()))
                .map(Collecting::day);
    }

    private static boolean collects(DirectDebit debit, MessageLine line) {
        return debit.lines().stream()
                .anyMatch(of -> of.receivable().equals(line.receivable())
                        && of.amount().getCurrencyUnit().equals(line.amount().getCurrencyUnit())
                        && !of.amount().isLessThan(line.amount()));
    }

    private boolean countsAsUnderWay(DirectDebit debit, ReceivableId id) {
        return UnderWay.of(decision.memory(), ledger, decision.date(), policy.timeZone()).stream()
                .anyMatch(payment -> payment.receivable().equals(id) && debit.isBy(payment));
    }

    private static CollectionDay day(DirectDebit debit) {
        boolean known = debit.settles().or(debit::on).isPresent();
        LocalDate day = debit.day();
        return known ? CollectionDay.on(day) : CollectionDay.onOrAfter(day);
    }
}
