package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountOrder;
import io.relance.storage.CaseSummary;
import io.relance.storage.DunningStore;
import io.relance.storage.ReceivablesSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks over the cases of a creditor, page by page, along with a list that is sorted the same way; reads none of them. */
final class KnownCases {
    private static final int PAGE = ReceivablesSource.MAX_ACCOUNTS;

    private final DunningStore store;
    private final CreditorId creditor;
    private final Deque<CaseSummary> next = new ArrayDeque<>();
    private Optional<AccountId> after = Optional.empty();
    private boolean more = true;

    KnownCases(DunningStore store, CreditorId creditor) {
        this.store = store;
        this.creditor = creditor;
    }

    /**
     * The cases that were not given yet up to {@code last}, in order.
     *
     * @param last empty: up to the end, but no more than a page: asked again until none is left
     */
    Map<AccountId, CaseSummary> until(Optional<AccountId> last) {
        Map<AccountId, CaseSummary> found = new LinkedHashMap<>();
        while (last.isPresent() || found.size() < PAGE) {
            if (next.isEmpty() && more) {
                read();
            }
            CaseSummary first = next.peek();
            if (first == null || (last.isPresent() && AccountOrder.BY_BYTES.compare(first.account(), last.get()) > 0)) {
                return found;
            }
            next.remove();
            found.put(first.account(), first);
        }
        return found;
    }

    private void read() {
        List<CaseSummary> page = store.cases(creditor, after, PAGE);
        next.addAll(page);
        more = page.size() == PAGE;
        if (!page.isEmpty()) {
            after = Optional.of(page.get(page.size() - 1).account());
        }
    }
}
