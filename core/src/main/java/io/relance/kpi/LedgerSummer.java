package io.relance.kpi;

import io.relance.aging.ItemFlags;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditNote;
import io.relance.receivable.ItemState;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.Movement;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import io.relance.receivable.UnallocatedCredit;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Adds one account, as of one day, to the sums of its currencies. */
final class LedgerSummer {
    private final IndicatorOptions options;
    private final LocalDate date;
    private final LocalDate start;

    /** @param date the last day of the period; its first is the day after {@code start} */
    LedgerSummer(IndicatorOptions options, LocalDate date) {
        this.options = options;
        this.date = date;
        this.start = date.minusDays(options.periodDays());
    }

    /** Adds one account to the sums of its currencies: those in which an item or a credit exists by the day. */
    void add(AccountLedger ledger, Map<CurrencyUnit, Sums> sums) {
        LedgerPosition position = ledger.asOf(date, options.tolerance());
        Map<CurrencyUnit, Long> credit = credit(position);
        credit.keySet().forEach(unit -> sums.computeIfAbsent(unit, u -> new Sums()));
        // By due date, then number: credit covers what is overdue first, the oldest first, then what is not due.
        for (OpenItem item : position.items()) {
            Sums of = sums.computeIfAbsent(item.open().getCurrencyUnit(), unit -> new Sums());
            addReceivable(of, ledger, item, credit);
            if (item.receivable().kind() != Receivable.Kind.CLAIM) {
                addInvoice(of, item, ledger.movements(item.id()));
            }
            addWriteOffs(of, ledger.movements(item.id()));
        }
        for (CreditNote note : ledger.creditNotes()) {
            if (!note.issued().isAfter(date) && note.amount().isPositive()) {
                addSale(
                        sums.computeIfAbsent(note.amount().getCurrencyUnit(), unit -> new Sums()),
                        note.issued(),
                        -note.amount().getAmountMinorLong());
            }
        }
        addOpening(sums, ledger.asOf(start, options.tolerance()));
    }

    private static Map<CurrencyUnit, Long> credit(LedgerPosition position) {
        Map<CurrencyUnit, Long> credit = new HashMap<>();
        for (UnallocatedCredit left : position.unallocated()) {
            credit.merge(left.remaining().getCurrencyUnit(), left.remaining().getAmountMinorLong(), Math::addExact);
        }
        return credit;
    }

    private void addReceivable(Sums sums, AccountLedger ledger, OpenItem item, Map<CurrencyUnit, Long> credit) {
        long open = item.open().getAmountMinorLong();
        if (open <= 0) {
            return;
        }
        CurrencyUnit unit = item.open().getCurrencyUnit();
        long left = credit.getOrDefault(unit, 0L);
        long covered = Math.min(left, open);
        credit.put(unit, left - covered);
        ItemFlags flags = options.flags().flags(ledger.account(), item, date);
        boolean late = options.dueDates().daysLate(item.receivable(), date) > 0;
        (late ? sums.overdue : sums.notDue).merge(flags.flags(), open - covered, Math::addExact);
    }

    private void addInvoice(Sums sums, OpenItem item, List<Movement> movements) {
        Receivable invoice = item.receivable();
        if (!invoice.cashSale()) {
            addSale(sums, invoice.issued(), invoice.amount().getAmountMinorLong());
        }
        boolean dayUnknown = item.settledDateAssumed();
        LocalDate due = options.dueDates().of(invoice);
        List<AppliedPayments.Part> payments = AppliedPayments.asOf(movements, date);
        long net = item.netAmount().getAmountMinorLong();
        if (inPeriod(due)) {
            addRecovery(sums, net, due, payments, dayUnknown);
        }
        if (dayUnknown) {
            return;
        }
        for (AppliedPayments.Part payment : payments) {
            if (inPeriod(payment.effective())) {
                sums.cashDelays.add(days(due, payment.effective()), payment.amount());
            }
        }
        item.settled().filter(this::inPeriod).ifPresent(settled -> sums.paymentDelays.add(days(due, settled), net));
        boolean hadToBePaid = item.state() != ItemState.CANCELLED && item.state() != ItemState.NEGLIGIBLE;
        if (inPeriod(due) && hadToBePaid) {
            // Paid by the day it was issued is prepaid, and on time even when the due date printed on it is earlier.
            LocalDate latest = later(due.plusDays(options.onTimeGrace()), invoice.issued());
            boolean onTime =
                    item.settled().filter(settled -> !settled.isAfter(latest)).isPresent();
            sums.dueCount = Math.incrementExact(sums.dueCount);
            sums.dueAmount = Math.addExact(sums.dueAmount, net);
            if (onTime) {
                sums.onTimeCount = Math.incrementExact(sums.onTimeCount);
                sums.onTimeAmount = Math.addExact(sums.onTimeAmount, net);
            }
        }
    }

    private static void addRecovery(
            Sums sums, long net, LocalDate due, List<AppliedPayments.Part> payments, boolean dayUnknown) {
        long paid = 0;
        long paidByDue = 0;
        for (AppliedPayments.Part payment : payments) {
            paid = Math.addExact(paid, payment.amount());
            if (!payment.effective().isAfter(due)) {
                paidByDue = Math.addExact(paidByDue, payment.amount());
            }
        }
        sums.recoverable = Math.addExact(sums.recoverable, net);
        sums.recovered = Math.addExact(sums.recovered, paid);
        if (!dayUnknown) {
            sums.recoverableAtDue = Math.addExact(sums.recoverableAtDue, net);
            sums.recoveredAtDue = Math.addExact(sums.recoveredAtDue, paidByDue);
        }
    }

    private void addSale(Sums sums, LocalDate issued, long amount) {
        sums.monthlySales.add(issued, amount);
        if (inPeriod(issued)) {
            sums.sales = Math.addExact(sums.sales, amount);
        }
    }

    private void addWriteOffs(Sums sums, List<Movement> movements) {
        for (Movement movement : movements) {
            if (movement.kind() == Movement.Kind.WRITE_OFF && inPeriod(movement.effective())) {
                sums.writeOffs = Math.addExact(sums.writeOffs, movement.amount().getAmountMinorLong());
            }
        }
    }

    private static void addOpening(Map<CurrencyUnit, Sums> sums, LedgerPosition opening) {
        for (Money net : opening.gross().minus(opening.unallocatedCredit()).sums()) {
            Sums of = sums.computeIfAbsent(net.getCurrencyUnit(), unit -> new Sums());
            of.opening = Math.addExact(of.opening, Math.max(0, net.getAmountMinorLong()));
        }
    }

    private boolean inPeriod(LocalDate day) {
        return day.isAfter(start) && !day.isAfter(date);
    }

    private static long days(LocalDate due, LocalDate day) {
        return day.toEpochDay() - due.toEpochDay();
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
