package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountOrder;
import io.relance.storage.DunningStore;
import io.relance.storage.ReceivablesSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks over the open cases of a creditor, page by page, along with a list that is sorted the same way. */
final class OpenCases {
    private static final int PAGE = ReceivablesSource.MAX_ACCOUNTS;

    private final DunningStore store;
    private final CreditorId creditor;
    private final Deque<AccountId> next = new ArrayDeque<>();
    private Optional<AccountId> after = Optional.empty();
    private boolean more = true;

    OpenCases(DunningStore store, CreditorId creditor) {
        this.store = store;
        this.creditor = creditor;
    }

    /** The open cases up to {@code last} (empty: all that are left) that are not in {@code listed}. */
    List<AccountId> until(Optional<AccountId> last, Set<AccountId> listed) {
        List<AccountId> missing = new ArrayList<>();
        while (true) {
            if (next.isEmpty() && more) {
                read();
            }
            AccountId first = next.peek();
            if (first == null || (last.isPresent() && AccountOrder.BY_BYTES.compare(first, last.get()) > 0)) {
                return missing;
            }
            next.remove();
            if (!listed.contains(first)) {
                missing.add(first);
            }
        }
    }

    private void read() {
        List<AccountId> page = store.cases(creditor, true, after, PAGE);
        next.addAll(page);
        more = page.size() == PAGE;
        if (!page.isEmpty()) {
            after = Optional.of(page.get(page.size() - 1));
        }
    }
}
