package io.relance.receivable;

import io.relance.money.MoneyBag;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account as it stood at the end of a day, reconstructed from its ledger: later items do not exist, later allocations
 * have not happened.
 */
public final class LedgerPosition {
    private final LocalDate date;
    private final List<OpenItem> items;
    private final Map<ReceivableId, OpenItem> byId;
    private final List<UnallocatedCredit> unallocated;

    LedgerPosition(
            LocalDate date,
            List<OpenItem> items,
            Map<ReceivableId, OpenItem> byId,
            List<UnallocatedCredit> unallocated) {
        this.date = date;
        this.items = items;
        this.byId = byId;
        this.unallocated = unallocated;
    }

    /** The day. */
    public LocalDate date() {
        return date;
    }

    /** Every receivable issued by the day, closed ones too, by due date, then number. */
    public List<OpenItem> items() {
        return items;
    }

    /** One of them; empty when it is unknown or was issued later. */
    public Optional<OpenItem> item(ReceivableId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What is left of payments and credit notes, by date, then kind, then number. */
    public List<UnallocatedCredit> unallocated() {
        return unallocated;
    }

    /** What is open on receivables, credit not taken off. */
    public MoneyBag gross() {
        MoneyBag sum = MoneyBag.empty();
        for (OpenItem item : items) {
            sum = sum.plus(item.open());
        }
        return sum;
    }

    /** What is left of payments and credit notes. */
    public MoneyBag unallocatedCredit() {
        MoneyBag sum = MoneyBag.empty();
        for (UnallocatedCredit credit : unallocated) {
            sum = sum.plus(credit.remaining());
        }
        return sum;
    }
}
