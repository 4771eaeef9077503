package io.relance.kpi;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditNote;
import io.relance.receivable.Movement;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What count-back needs of one account, for all days of a series at once: every document is looked at once, however many
 * days there are. A ledger refuses what is allocated beyond an amount, so that open amounts and credit are plain sums of what
 * happened by a day.
 */
final class LedgerCountBack {
    private final CountBackDays days;
    private final Map<CurrencyUnit, InCurrency> byCurrency = new TreeMap<>();

    private LedgerCountBack(CountBackDays days) {
        this.days = days;
    }

    /** The sums of {@code ledger} by currency code. */
    static Map<CurrencyUnit, CountBackSums> of(AccountLedger ledger, CountBackDays days) {
        LedgerCountBack all = new LedgerCountBack(days);
        ledger.forEachReceivable(all::addItem);
        ledger.forEachPayment((payment, uses) ->
                all.in(payment.amount()).addCredit(payment.valueDate(), payment.amount(), payment.rejectedOn(), uses));
        ledger.forEachCreditNote(all::addCreditNote);
        Map<CurrencyUnit, CountBackSums> sums = new TreeMap<>();
        all.byCurrency.forEach((unit, in) -> sums.put(unit, in.sums()));
        return sums;
    }

    private InCurrency in(Money amount) {
        return byCurrency.computeIfAbsent(amount.getCurrencyUnit(), unit -> new InCurrency());
    }

    private void addItem(Receivable receivable, List<Movement> movements) {
        InCurrency in = in(receivable.amount());
        long amount = receivable.amount().getAmountMinorLong();
        in.issued(receivable.issued());
        in.net.add(receivable.issued(), amount);
        for (Movement movement : movements) {
            in.net.add(movement.effective(), -movement.amount().getAmountMinorLong());
        }
        if (receivable.kind() != Receivable.Kind.CLAIM && !receivable.cashSale()) {
            in.addSale(receivable.issued(), amount);
        }
    }

    private void addCreditNote(CreditNote note, List<Movement> uses) {
        InCurrency in = in(note.amount());
        if (note.amount().isPositive()) {
            in.issued(note.issued());
            in.addSale(note.issued(), -note.amount().getAmountMinorLong());
        }
        in.addCredit(note.issued(), note.amount(), Optional.empty(), uses);
    }

    private final class InCurrency {
        /** What is open less credit. */
        private final DaySteps net = days.steps();

        private final DaySteps credit = days.steps();
        private final DaySteps creditBeforePeriod = days.stepsBeforePeriod();
        private final DaySteps salesSoFar = days.steps();
        private final DaySteps salesBeforeMonth = days.stepsBeforeMonth();
        private final CountBackSums sums = new CountBackSums(days.size());
        private @Nullable LocalDate firstIssued;

        void issued(LocalDate day) {
            if (firstIssued == null || day.isBefore(firstIssued)) {
                firstIssued = day;
            }
        }

        void addSale(LocalDate issued, long minor) {
            sums.addSale(issued, minor);
            salesSoFar.add(issued, minor);
            salesBeforeMonth.add(issued, minor);
        }

        void addCredit(LocalDate since, Money amount, Optional<LocalDate> rejectedOn, List<Movement> uses) {
            if (rejectedOn.filter(day -> !day.isAfter(since)).isPresent()) {
                return;
            }
            long left = amount.getAmountMinorLong();
            addCredit(since, left);
            for (Movement use : uses) {
                if (rejectedOn.isEmpty() || use.effective().isBefore(rejectedOn.get())) {
                    long minor = use.amount().getAmountMinorLong();
                    addCredit(use.effective(), -minor);
                    left = Math.subtractExact(left, minor);
                }
            }
            if (rejectedOn.isPresent()) {
                addCredit(rejectedOn.get(), -left);
            }
        }

        private void addCredit(LocalDate day, long minor) {
            net.add(day, -minor);
            credit.add(day, minor);
            creditBeforePeriod.add(day, minor);
        }

        CountBackSums sums() {
            long[] receivables = net.sums();
            long[] credits = credit.sums();
            long[] creditsBefore = creditBeforePeriod.sums();
            long[] soFar = salesSoFar.sums();
            long[] beforeMonth = salesBeforeMonth.sums();
            for (int day = 0; day < receivables.length; day++) {
                boolean documents =
                        firstIssued != null && !firstIssued.isAfter(days.dates().get(day));
                // A credit that the period began with counts, as it does in the opening receivables.
                if (documents || credits[day] > 0 || creditsBefore[day] > 0) {
                    sums.exists(day);
                }
                sums.addReceivables(day, Math.max(0, receivables[day]));
                sums.addSalesOfMonth(day, Math.subtractExact(soFar[day], beforeMonth[day]));
            }
            return sums;
        }
    }
}
