package io.relance.receivable;

import io.relance.money.MoneyBag;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account as it stood at the end of a day, reconstructed from its ledger: later items do not exist, later allocations
 * have not happened.
 */
public final class LedgerPosition {
    private final LocalDate date;
    private final List<OpenItem> items;
    private final List<UnallocatedCredit> unallocated;
    /** Made when first asked for; two threads may both make it. */
    private volatile @Nullable Map<ReceivableId, OpenItem> byId;

    LedgerPosition(LocalDate date, List<OpenItem> items, List<UnallocatedCredit> unallocated) {
        this.date = date;
        this.items = items;
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
        Map<ReceivableId, OpenItem> known = byId;
        if (known == null) {
            known = new HashMap<>();
            for (OpenItem item : items) {
                known.put(item.id(), item);
            }
            byId = known;
        }
        return Optional.ofNullable(known.get(id));
    }

    /** What is left of payments and credit notes, by date, then kind, then number. */
    public List<UnallocatedCredit> unallocated() {
        return unallocated;
    }

    /** What is open on receivables, credit not taken off. */
    public MoneyBag gross() {
        return MoneyBag.sum(items, OpenItem::open);
    }

    /** What is left of payments and credit notes. */
    public MoneyBag unallocatedCredit() {
        return MoneyBag.sum(unallocated, UnallocatedCredit::remaining);
    }
}
