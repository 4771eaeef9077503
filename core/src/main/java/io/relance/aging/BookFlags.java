package io.relance.aging;

import io.relance.receivable.AccountId;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** What the books say of items, see {@link ItemFlagSource#books}: one instance, so that columns can recognise it. */
enum BookFlags implements ItemFlagSource {
    INSTANCE;

    @Override
    public ItemFlags flags(AccountId account, OpenItem item, LocalDate date) {
        Receivable receivable = item.receivable();
        Set<ItemFlag> flags = EnumSet.noneOf(ItemFlag.class);
        if (holds(receivable.assignedFrom(), date)) {
            flags.add(ItemFlag.ASSIGNED);
        }
        if (holds(insolventFrom(receivable), date)) {
            flags.add(ItemFlag.INSOLVENT);
        }
        if (holds(receivable.litigationFrom(), date)) {
            flags.add(ItemFlag.IN_LITIGATION);
        }
        if (receivable.doubtful()) {
            flags.add(ItemFlag.DOUBTFUL);
        }
        boolean disputed = holds(receivable.disputedFrom(), date);
        return new ItemFlags(disputed ? item.open() : Money.zero(item.open().getCurrencyUnit()), flags);
    }

    /** The day of the judgment, when the receivable is caught by it: when it had been issued by then. */
    static Optional<LocalDate> insolventFrom(Receivable receivable) {
        return receivable.insolvencyFrom().filter(receivable::existsOn);
    }

    private static boolean holds(Optional<LocalDate> from, LocalDate date) {
        return from.isPresent() && !from.get().isAfter(date);
    }
}
