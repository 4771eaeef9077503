package io.relance.aging;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** The columns of one currency: events by layer, and which of them are of which account. */
final class CurrencyColumns {
    /** No item exists on any day. */
    static final long NEVER = Long.MAX_VALUE;

    private final CurrencyUnit unit;
    private final DayRange range;
    private final LongList accounts = new LongList();
    private final LongList firstIssued = new LongList();
    private final Map<Layer, EventColumns> events = new EnumMap<>(Layer.class);
    private final Map<Layer, LongList> ends = new EnumMap<>(Layer.class);
    private final BitSet large = new BitSet();
    private long issuedOfAccount = NEVER;
    private long issuedOfAll = NEVER;
    private boolean touched;

    CurrencyColumns(CurrencyUnit unit, DayRange range) {
        this.unit = unit;
        this.range = range;
    }

    CurrencyUnit unit() {
        return unit;
    }

    /** An item of the present account exists from {@code day} on, though nothing may be open on it. */
    void issued(int day) {
        issuedOfAccount = Math.min(issuedOfAccount, day);
        touched = true;
    }

    void add(Layer layer, int day, int agedFrom, long amount, int items) {
        events.computeIfAbsent(layer, l -> new EventColumns()).add(day, agedFrom, amount, items);
        range.include(day, agedFrom);
        touched = true;
    }

    /** What was added since the last call is of {@code account}. */
    void endAccount(int account) {
        if (!touched) {
            return;
        }
        accounts.add(account);
        firstIssued.add(issuedOfAccount);
        events.forEach((layer, columns) -> {
            LongList own = ends.computeIfAbsent(layer, l -> new LongList());
            while (own.size() < accounts.size() - 1) {
                own.add(0);
            }
            if (!columns.endAccount()) {
                large.set(accounts.size() - 1);
            }
            own.add(columns.size());
        });
        issuedOfAll = Math.min(issuedOfAll, issuedOfAccount);
        issuedOfAccount = NEVER;
        touched = false;
    }

    /** How many accounts have something here. */
    int entries() {
        return accounts.size();
    }

    int account(int entry) {
        return (int) accounts.get(entry);
    }

    /** The first entry of {@code account} or one after it. */
    int firstEntry(int account) {
        return accounts.firstAtLeast(account);
    }

    /** The epoch day from which on an item of the account exists, or {@link #NEVER}. */
    long firstIssued(int entry) {
        return firstIssued.get(entry);
    }

    long firstIssued() {
        return issuedOfAll;
    }

    @Nullable
    EventColumns events(Layer layer) {
        return events.get(layer);
    }

    /** The position after the last event of {@code entry}; -1 has one, too: 0. */
    long end(Layer layer, int entry) {
        LongList own = ends.get(layer);
        return own == null || entry < 0 ? 0 : own.get(entry);
    }

    /** Whether the account is too large for a {@link DayWalk}. */
    boolean isLarge(int entry) {
        return large.get(entry);
    }

    long events() {
        return events.values().stream().mapToLong(EventColumns::size).sum();
    }

    long bytes() {
        return events.values().stream().mapToLong(EventColumns::bytes).sum()
                + ends.values().stream().mapToLong(LongList::bytes).sum()
                + accounts.bytes()
                + firstIssued.bytes();
    }
}
