package io.relance.aging;

import io.relance.receivable.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** What a portfolio's books became: the accounts in the order given, and the columns of every currency. */
final class ColumnStore {
    private final List<AccountId> accounts = new ArrayList<>();
    private final List<@Nullable Instant> recordedUpTo = new ArrayList<>();
    private final Map<CurrencyUnit, CurrencyColumns> byCurrency = new TreeMap<>();
    private final DayRange range = new DayRange();
    private @Nullable Instant newest;
    private @Nullable CurrencyColumns last;

    CurrencyColumns columns(CurrencyUnit unit) {
        // Accounts have one currency as a rule.
        if (last == null || !last.unit().equals(unit)) {
            last = byCurrency.computeIfAbsent(unit, u -> new CurrencyColumns(u, range));
        }
        return last;
    }

    void endAccount(AccountId account, @Nullable Instant recorded) {
        byCurrency.values().forEach(columns -> columns.endAccount(accounts.size()));
        accounts.add(account);
        recordedUpTo.add(recorded);
        if (recorded != null && (newest == null || recorded.isAfter(newest))) {
            newest = recorded;
        }
    }

    Collection<CurrencyColumns> currencies() {
        return byCurrency.values();
    }

    DayRange range() {
        return range;
    }

    int accounts() {
        return accounts.size();
    }

    AccountId account(int index) {
        return accounts.get(index);
    }

    @Nullable
    Instant recordedUpTo(int index) {
        return recordedUpTo.get(index);
    }

    /** The newest instant of all; absent when no ledger said one. */
    @Nullable
    Instant recordedUpTo() {
        return newest;
    }

    long events() {
        return byCurrency.values().stream().mapToLong(CurrencyColumns::events).sum();
    }

    long bytes() {
        return byCurrency.values().stream().mapToLong(CurrencyColumns::bytes).sum();
    }
}
