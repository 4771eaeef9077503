package io.relance.aging;

import io.relance.receivable.AccountId;
import io.relance.receivable.OpenItem;
import java.time.LocalDate;

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
        return BookFlags.INSTANCE;
    }
}
