package io.relance.testkit;

import io.relance.money.Tolerance;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.ItemState;
import io.relance.receivable.OpenItem;
import io.relance.storage.AccountOrder;
import io.relance.storage.AccountStamp;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.LocalDate;
import java.util.Collection;
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
 * changes of each account.
 */
public final class InMemoryBooks implements ReceivablesSource {
    private final NavigableMap<AccountId, AccountLedger> ledgers = new TreeMap<>(AccountOrder.BY_BYTES);
    private final Map<AccountId, Integer> changes = new TreeMap<>();
    private final boolean stamped;

    private InMemoryBooks(boolean stamped) {
        this.stamped = stamped;
    }

    /** Empty books without stamps. */
    public static InMemoryBooks empty() {
        return new InMemoryBooks(false);
    }

    /** Empty books that list accounts with a stamp. */
    public static InMemoryBooks stamped() {
        return new InMemoryBooks(true);
    }

    /** Puts a ledger in, or in the place of the one of its account. */
    public synchronized InMemoryBooks put(AccountLedger ledger) {
        ledgers.put(ledger.account(), ledger);
        changes.merge(ledger.account(), 1, Integer::sum);
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
        changes.merge(account, 1, Integer::sum);
        return this;
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
