package io.relance.testkit;

import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ItemState;
import io.relance.receivable.OpenItem;
import io.relance.storage.AccountOrder;
import io.relance.storage.AccountStamp;
import io.relance.storage.ChangeToken;
import io.relance.storage.Changes;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Books in memory: tests put ledgers in, replace them and take them out. For several threads.
 *
 * <p>Default: accounts are listed without a stamp, so that the engine hashes every ledger; {@link #stamped} books count the
 * changes of each account; {@link #telling} ones say what has changed.
 */
public final class InMemoryBooks implements ReceivablesSource {
    private final NavigableMap<AccountId, AccountLedger> ledgers = new TreeMap<>(AccountOrder.BY_BYTES);
    private final Map<AccountId, Integer> changes = new TreeMap<>();
    private final Map<AccountId, Long> lastChange = new HashMap<>();
    private final NavigableMap<Long, AccountId> changed = new TreeMap<>();
    private final boolean stamped;
    private final boolean telling;

    private InMemoryBooks(boolean stamped, boolean telling) {
        this.stamped = stamped;
        this.telling = telling;
    }

    /** Empty books without stamps. */
    public static InMemoryBooks empty() {
        return new InMemoryBooks(false, false);
    }

    /** Empty books that list accounts with a stamp. */
    public static InMemoryBooks stamped() {
        return new InMemoryBooks(true, false);
    }

    /** Empty books that tell which accounts have changed since they were asked before. */
    public static InMemoryBooks telling() {
        return new InMemoryBooks(true, true);
    }

    /** Puts a ledger in, or in the place of the one of its account. */
    public synchronized InMemoryBooks put(AccountLedger ledger) {
        ledgers.put(ledger.account(), ledger);
        changed(ledger.account());
        return this;
    }

    /**
     * Puts something more into a ledger.
     *
     * @throws IllegalArgumentException when the account is not in the books
     */
    public synchronized InMemoryBooks change(AccountId account, UnaryOperator<AccountLedger.Builder> more) {
        AccountLedger ledger = ledgers.get(account);
        if (ledger == null) {
            throw new IllegalArgumentException("account " + account + " is not in the books: put its ledger in first");
        }
        return put(more.apply(ledger.toBuilder()).build());
    }

    /** Takes an account out, as if the books had never known it. */
    public synchronized InMemoryBooks remove(AccountId account) {
        ledgers.remove(account);
        changed(account);
        return this;
    }

    private void changed(AccountId account) {
        changes.merge(account, 1, Integer::sum);
        long number = changed.isEmpty() ? 1 : changed.lastKey() + 1;
        Long before = lastChange.put(account, number);
        if (before != null) {
            changed.remove(before);
        }
        changed.put(number, account);
    }

    @Override
    public synchronized Optional<Changes> changesSince(CreditorId creditor, Optional<ChangeToken> token, int limit) {
        if (!telling) {
            return Optional.empty();
        }
        long after = token.map(seen -> Long.parseLong(seen.value())).orElse(0L);
        List<Map.Entry<Long, AccountId>> since = changed.tailMap(after, false).entrySet().stream()
                .filter(change -> change.getValue().creditor().equals(creditor))
                .limit(limit + 1L)
                .toList();
        List<Map.Entry<Long, AccountId>> part = since.subList(0, Math.min(limit, since.size()));
        long next = part.isEmpty() ? after : part.get(part.size() - 1).getKey();
        return Optional.of(new Changes(
                part.stream().map(Map.Entry::getValue).toList(),
                new ChangeToken(Long.toString(next)),
                since.size() > limit));
    }

    @Override
    public synchronized List<AccountStamp> accounts(
            CreditorId creditor, LedgerWindow window, Optional<AccountId> after, int limit) {
        return ledgers.values().stream()
                .filter(ledger -> ledger.account().creditor().equals(creditor))
                .filter(ledger -> after.isEmpty() || AccountOrder.BY_BYTES.compare(ledger.account(), after.get()) > 0)
                .filter(ledger -> isListed(ledger, window))
                .limit(limit)
                .map(ledger -> new AccountStamp(ledger.account(), stamp(ledger.account())))
                .toList();
    }

    private Optional<String> stamp(AccountId account) {
        return stamped ? Optional.of("change " + changes.get(account)) : Optional.empty();
    }

    private static boolean isListed(AccountLedger ledger, LedgerWindow window) {
        LocalDate since = window.since();
        boolean recent = ledger.receivables().stream().anyMatch(r -> !r.issued().isBefore(since))
                || ledger.creditNotes().stream().anyMatch(note -> !note.issued().isBefore(since))
                || ledger.payments().stream()
                        .anyMatch(payment -> !payment.valueDate().isBefore(since));
        return recent
                || ledger.asOf(window.asOf(), Tolerance.NONE).items().stream()
                        .map(OpenItem::state)
                        .anyMatch(state -> state == ItemState.OPEN);
    }

    @Override
    public synchronized Map<AccountId, AccountLedger> ledgers(Collection<AccountId> accounts, LedgerWindow window) {
        if (accounts.size() > MAX_ACCOUNTS) {
            throw new IllegalArgumentException(
                    "at most " + MAX_ACCOUNTS + " accounts are asked for at once, not " + accounts.size());
        }
        Map<AccountId, AccountLedger> found = new LinkedHashMap<>();
        for (AccountId account : accounts) {
            AccountLedger ledger = ledgers.get(account);
            if (ledger != null) {
                found.put(account, ledger);
            }
        }
        return found;
    }
}
