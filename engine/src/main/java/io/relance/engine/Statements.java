package io.relance.engine;

import io.relance.money.MoneyBag;
import io.relance.money.Tolerance;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.plan.ReasonCode;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.Payment;
import io.relance.receivable.Receivable;
import io.relance.template.Statement;
import io.relance.template.StatementEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * Statements of account out of the books: what was owed before the first day, every document since, and what is owed at the end of
 * the last. The closing balance is what is open less the credit that is left, currency by currency.
 */
final class Statements {
    /** What is not, or not now, to be paid to the creditor. */
    private static final Set<ReasonCode> ELSEWHERE =
            Set.of(ReasonCode.ASSIGNED, ReasonCode.INSOLVENCY, ReasonCode.IN_LITIGATION);

    private Statements() {}

    /**
     * The statement from one day to another, both counted.
     *
     * @param ledger with all that came to it or went from it since {@code from}, and all that is open
     * @throws IllegalArgumentException when there is nothing to state
     */
    static Statement of(AccountLedger ledger, LocalDate from, LocalDate to) {
        Statement.Builder statement = Statement.builder(from, to);
        MoneyBag opening = MoneyBag.empty();
        for (StatementEntry entry : entries(ledger)) {
            if (entry.date().isBefore(from)) {
                opening = opening.plus(entry.amount());
            } else if (!entry.date().isAfter(to)) {
                statement.entry(entry);
            }
        }
        opening.sums().forEach(statement::opening);
        overdue(ledger.asOf(to, Tolerance.NONE), to).forEach(statement::overdue);
        return statement.build();
    }

    /** @throws IllegalArgumentException when the books of {@code day} are not asked for all that came since {@code from} */
    static void requireWhole(LocalDate from, LocalDate day) {
        LocalDate since = Ledgers.window(day).since();
        if (from.isBefore(since)) {
            throw new IllegalArgumentException(
                    "a statement begins on " + since + " at the earliest, but was asked for from " + from);
        }
    }

    /** @throws IllegalArgumentException when something is open that the customer must not pay to the creditor, or at all for now */
    static void requirePayable(Decision decision) {
        for (ItemOutcome item : decision.items()) {
            item.reason()
                    .filter(reason -> item.open().isPositive() && ELSEWHERE.contains(reason.code()))
                    .ifPresent(reason -> {
                        throw new IllegalArgumentException("a statement would ask for " + item.receivable() + " ("
                                + reason + "): write to the customer yourself");
                    });
        }
    }

    private static List<StatementEntry> entries(AccountLedger ledger) {
        List<StatementEntry> entries = new ArrayList<>();
        for (Receivable receivable : ledger.receivables()) {
            StatementEntry.Type type = receivable.kind() == Receivable.Kind.CLAIM
                    ? StatementEntry.Type.CLAIM
                    : StatementEntry.Type.INVOICE;
            add(
                    entries,
                    receivable.issued(),
                    type,
                    receivable.id().value(),
                    Optional.of(receivable.due()),
                    receivable.amount());
        }
        ledger.creditNotes()
                .forEach(note -> add(
                        entries,
                        note.issued(),
                        StatementEntry.Type.CREDIT_NOTE,
                        note.id().value(),
                        Optional.empty(),
                        note.amount().negated()));
        for (Payment payment : ledger.payments()) {
            String id = payment.id().value();
            Money amount = payment.amount();
            add(entries, payment.valueDate(), StatementEntry.Type.PAYMENT, id, Optional.empty(), amount.negated());
            payment.rejectedOn()
                    .ifPresent(day ->
                            add(entries, day, StatementEntry.Type.REVERSED_PAYMENT, id, Optional.empty(), amount));
        }
        ledger.writeOffs()
                .forEach(given -> add(
                        entries,
                        given.date(),
                        StatementEntry.Type.ADJUSTMENT,
                        given.id().value(),
                        Optional.empty(),
                        given.amount().negated()));
        return entries;
    }

    /** Documents of 0 change nothing. */
    private static void add(
            List<StatementEntry> entries,
            LocalDate date,
            StatementEntry.Type type,
            String reference,
            Optional<LocalDate> due,
            Money amount) {
        if (!amount.isZero()) {
            entries.add(new StatementEntry(date, type, reference, due, amount));
        }
    }

    /** What is past due, less the credit that is left: nothing where that covers it. */
    private static List<Money> overdue(LedgerPosition position, LocalDate to) {
        MoneyBag late = MoneyBag.of(position.items().stream()
                .filter(item -> item.receivable().due().isBefore(to))
                .map(item -> item.open())
                .toList());
        MoneyBag credit = position.unallocatedCredit();
        return late.sums().stream()
                .map(sum -> sum.minus(credit.in(sum.getCurrencyUnit())))
                .filter(Money::isPositive)
                .toList();
    }
}
