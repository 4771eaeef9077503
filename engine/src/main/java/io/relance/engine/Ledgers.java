package io.relance.engine;

import io.relance.account.AccountSnapshot;
import io.relance.account.DunningCase;
import io.relance.receivable.AccountId;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.CreditorId;
import io.relance.receivable.Customer;
import io.relance.storage.LedgerWindow;
import io.relance.storage.ReceivablesSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the books. */
final class Ledgers {
    /**
     * How much of the past is asked for. Behaviour needs twelve months and promises live longer; the window begins on the first
     * of a month, so that it moves no ledger from day to day.
     */
    private static final int MONTHS = 24;

    private final ReceivablesSource books;

    Ledgers(ReceivablesSource books) {
        this.books = books;
    }

    static LedgerWindow window(LocalDate date) {
        return new LedgerWindow(date, date.withDayOfMonth(1).minusMonths(MONTHS));
    }

    /** The ledgers of accounts; an empty one for an account that the books don't know (any more). */
    Map<AccountId, AccountLedger> read(Collection<AccountId> accounts, LocalDate date) {
        // asked before the ledgers are read: what is imported in between makes a ledger newer than said, never older
        Map<CreditorId, Optional<Instant>> complete = complete(accounts);
        Map<AccountId, AccountLedger> ledgers = new HashMap<>(books.ledgers(accounts, window(date)));
        for (AccountId account : accounts) {
            AccountLedger ledger = ledgers.computeIfAbsent(account, Ledgers::empty);
            if (!ledger.account().equals(account)) {
                throw new IllegalStateException("the books gave the ledger of " + ledger.account()
                        + " when asked for that of " + account + ": accounts never mix");
            }
        }
        ledgers.replaceAll(
                (account, ledger) -> complete(ledger, complete.getOrDefault(account.creditor(), Optional.empty())));
        return ledgers;
    }

    /** How far the books are complete, by creditor. */
    private Map<CreditorId, Optional<Instant>> complete(Collection<AccountId> accounts) {
        Map<CreditorId, Optional<Instant>> complete = new HashMap<>();
        accounts.forEach(account -> complete.computeIfAbsent(account.creditor(), books::completeUntil));
        return complete;
    }

    /** A ledger that doesn't say how far it is complete takes the word of the books. */
    private static AccountLedger complete(AccountLedger ledger, Optional<Instant> until) {
        return ledger.completeUntil().isPresent() || until.isEmpty()
                ? ledger
                : ledger.toBuilder().completeUntil(until.get()).build();
    }

    AccountLedger read(AccountId account, LocalDate date) {
        AccountLedger ledger = read(List.of(account), date).get(account);
        return ledger == null ? empty(account) : ledger;
    }

    /** The books of an account that has none. */
    static AccountLedger empty(AccountId account) {
        return AccountLedger.builder(
                        account.creditor(), Customer.builder(account.customer()).build())
                .build();
    }

    /** What a decision sees: addresses that were refused for good apart. */
    static AccountSnapshot snapshot(AccountLedger ledger, DunningCase memory) {
        return new AccountSnapshot(Unreachable.without(ledger, memory), memory);
    }
}
