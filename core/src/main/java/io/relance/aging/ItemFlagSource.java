package io.relance.aging;

import io.relance.receivable.AccountId;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.joda.money.Money;

/**
 * Who knows of disputes, plans, assignment, insolvency and litigation: the books, or what the engine remembers. A pure
 * function of its arguments; asked once for every item with an open amount.
 */
@FunctionalInterface
public interface ItemFlagSource {
    /** What is said of {@code item}, as it stood on {@code date}. */
    ItemFlags flags(AccountId account, OpenItem item, LocalDate date);

    /**
     * What the books say: each flag from its own date on; a dispute over the whole open amount; insolvency for items
     * issued by the day of the judgment; doubtful whatever the day. The books know of no plan.
     */
    static ItemFlagSource books() {
        return (account, item, date) -> {
            Receivable receivable = item.receivable();
            Set<ItemFlag> flags = EnumSet.noneOf(ItemFlag.class);
            if (receivable.assignedFrom().filter(from -> !from.isAfter(date)).isPresent()) {
                flags.add(ItemFlag.ASSIGNED);
            }
            if (receivable
                    .insolvencyFrom()
                    .filter(judgment -> !judgment.isAfter(date) && receivable.existsOn(judgment))
                    .isPresent()) {
                flags.add(ItemFlag.INSOLVENT);
            }
            if (receivable.litigationFrom().filter(from -> !from.isAfter(date)).isPresent()) {
                flags.add(ItemFlag.IN_LITIGATION);
            }
            if (receivable.doubtful()) {
                flags.add(ItemFlag.DOUBTFUL);
            }
            boolean disputed = receivable
                    .disputedFrom()
                    .filter(from -> !from.isAfter(date))
                    .isPresent();
            return new ItemFlags(disputed ? item.open() : Money.zero(item.open().getCurrencyUnit()), flags);
        };
    }
}
