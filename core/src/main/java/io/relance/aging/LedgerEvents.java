package io.relance.aging;

import io.relance.receivable.AccountLedger;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Movement;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Makes the documents of ledgers into events.
 *
 * <p>A ledger refuses what is allocated beyond an amount, and nothing is allocated before its item is issued. So the open
 * amount of an item is a sum: its amount from its issue on, less every movement from its effective day on. It needs no
 * maximum with 0, and sums over items are sums over their events. What is no sum (whether anything is open, what is left
 * of a credit) is followed here once, day by day, and becomes events too.
 */
final class LedgerEvents {
    private static final Layer[] FLAGGED = {Layer.DISPUTED, Layer.ASSIGNED, Layer.INSOLVENT, Layer.IN_LITIGATION};

    private final AgingOptions options;
    private final ColumnStore store;

    LedgerEvents(AgingOptions options, ColumnStore store) {
        this.options = options;
        this.store = store;
    }

    void add(AccountLedger ledger) {
        ledger.forEachReceivable(this::addItem);
        ledger.forEachPayment((payment, uses) ->
                addCredit(payment.amount(), payment.id(), payment.valueDate(), payment.rejectedOn(), uses));
        ledger.forEachCreditNote(
                (note, uses) -> addCredit(note.amount(), note.id(), note.issued(), Optional.empty(), uses));
    }

    private void addItem(Receivable receivable, List<Movement> movements) {
        CurrencyColumns columns = store.columns(receivable.amount().getCurrencyUnit());
        int issued = DayRange.epochDay(receivable.issued(), receivable.id());
        int agedFrom = agedFrom(receivable, issued);
        columns.issued(issued);
        long open = 0;
        int day = issued;
        long step = receivable.amount().getAmountMinorLong();
        for (Movement movement : movements) {
            int effective = DayRange.epochDay(movement.effective(), movement.document());
            if (effective > day) {
                addStep(columns, day, agedFrom, open, step);
                open = Math.addExact(open, step);
                day = effective;
                step = 0;
            }
            step = Math.subtractExact(step, movement.amount().getAmountMinorLong());
        }
        addStep(columns, day, agedFrom, open, step);
        for (Layer layer : FLAGGED) {
            Optional<LocalDate> from = layer.from(receivable);
            if (from.isPresent()) {
                addPart(
                        columns,
                        layer,
                        DayRange.epochDay(from.get(), receivable.id()),
                        agedFrom,
                        receivable,
                        movements);
            }
        }
    }

    /** Several movements of one item on one day are one: what counts is how the day ends. */
    private static void addStep(CurrencyColumns columns, int day, int agedFrom, long open, long step) {
        if (step != 0) {
            int items = (open + step > 0 ? 1 : 0) - (open > 0 ? 1 : 0);
            columns.add(Layer.OPEN, day, agedFrom, step, items);
        }
    }

    /** The open amount from a day on: what happened before happens on that day. */
    private static void addPart(
            CurrencyColumns columns,
            Layer layer,
            int from,
            int agedFrom,
            Receivable receivable,
            List<Movement> movements) {
        int issued = DayRange.epochDay(receivable.issued(), receivable.id());
        columns.add(layer, Math.max(from, issued), agedFrom, receivable.amount().getAmountMinorLong(), 0);
        for (Movement movement : movements) {
            int effective = DayRange.epochDay(movement.effective(), movement.document());
            columns.add(
                    layer,
                    Math.max(from, effective),
                    agedFrom,
                    -movement.amount().getAmountMinorLong(),
                    0);
        }
    }

    private int agedFrom(Receivable receivable, int issued) {
        return switch (options.basis()) {
            case DUE_DATE -> DayRange.epochDay(options.dueDates().of(receivable), receivable.id());
            case INVOICE_DATE -> issued;
        };
    }

    private void addCredit(
            Money amount, DocumentId document, LocalDate since, Optional<LocalDate> rejectedOn, List<Movement> uses) {
        CurrencyColumns columns = store.columns(amount.getCurrencyUnit());
        long rejected = rejectedOn.map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
        int day = DayRange.epochDay(since, document);
        long credit = 0;
        long left = amount.getAmountMinorLong();
        for (Movement use : uses) {
            int effective = DayRange.epochDay(use.effective(), document);
            if (effective >= rejected) {
                break;
            }
            if (effective > day) {
                credit = addCreditStep(columns, day, credit, left);
                day = effective;
            }
            left = Math.subtractExact(left, use.amount().getAmountMinorLong());
        }
        if (day < rejected) {
            credit = addCreditStep(columns, day, credit, left);
        }
        if (credit > 0 && rejectedOn.isPresent()) {
            addCreditStep(columns, DayRange.epochDay(rejectedOn.get(), document), credit, 0);
        }
    }

    private static long addCreditStep(CurrencyColumns columns, int day, long credit, long left) {
        long now = Math.max(0, left);
        if (now != credit) {
            // Credit has no age: any will do.
            columns.add(Layer.CREDIT, day, day, now - credit, 0);
        }
        return now;
    }
}
