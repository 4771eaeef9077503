package io.relance.aging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes of an amount, each on a day, as columns: 16 bytes an event, in chunks: accounts in the order in
 * which they are added, the events of an account by day.
 *
 * <p>Layout of an event: an {@code int} with its epoch day in the upper 30 bits and, in the lower two, 1 plus by how many
 * the number of items changes (-1, 0 or 1); an {@code int} with the epoch day from which its item's age is counted; a
 * {@code long} with the minor units that are added, negative when they are taken off.
 *
 * <p>Sums of amounts need no check while they are added up: the absolute values of all events together have been added up
 * with one, and no partial sum in any order is farther from 0 than they are.
 */
final class EventColumns {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_CHUNK = 64;

    private final List<Chunk> chunks = new ArrayList<>();
    private long size;
    private long total;
    private Chunk ofAccount = new Chunk(FIRST_CHUNK);
    private long[] order = new long[FIRST_CHUNK];
    private int added;
    private long totalBefore;

    private static final class Chunk {
        int[] days;
        int[] aged;
        long[] amounts;

        Chunk(int capacity) {
            days = new int[capacity];
            aged = new int[capacity];
            amounts = new long[capacity];
        }

        void grow(int capacity) {
            days = Arrays.copyOf(days, capacity);
            aged = Arrays.copyOf(aged, capacity);
            amounts = Arrays.copyOf(amounts, capacity);
        }

        void set(int at, int dayAndItems, int agedFrom, long amount) {
            days[at] = dayAndItems;
            aged[at] = agedFrom;
            amounts[at] = amount;
        }
    }

    /**
     * Adds one event.
     *
     * @param items by how many the number of items changes: -1, 0 or 1
     * @throws ArithmeticException when the absolute amounts no longer fit into a long
     */
    void add(int day, int agedFrom, long amount, int items) {
        total = Math.addExact(total, Math.absExact(amount));
        if (added == order.length) {
            ofAccount.grow(added * 2);
            order = Arrays.copyOf(order, added * 2);
        }
        ofAccount.set(added, (day << 2) | (items + 1), agedFrom, amount);
        order[added] = ((long) day << Integer.SIZE) | added;
        added++;
    }

    /**
     * What was added since the last call is of one account, and is all of it: only now it is to be seen, by day.
     *
     * @return whether a {@link DayWalk} holds it
     */
    boolean endAccount() {
        boolean held = DayWalk.holds(added, total - totalBefore);
        Arrays.sort(order, 0, added);
        for (int i = 0; i < added; i++) {
            int from = (int) order[i];
            append(ofAccount.days[from], ofAccount.aged[from], ofAccount.amounts[from]);
        }
        added = 0;
        totalBefore = total;
        return held;
    }

    private void append(int dayAndItems, int agedFrom, long amount) {
        int at = (int) (size & (CHUNK - 1));
        if (at == 0) {
            // A portfolio of one customer should not pay for a whole chunk.
            chunks.add(new Chunk(chunks.isEmpty() ? FIRST_CHUNK : CHUNK));
        }
        Chunk chunk = chunks.get(chunks.size() - 1);
        if (at == chunk.days.length) {
            chunk.grow(Math.min(CHUNK, at * 4));
        }
        chunk.set(at, dayAndItems, agedFrom, amount);
        size++;
    }

    long size() {
        return size;
    }

    long bytes() {
        long events = 0;
        for (Chunk chunk : chunks) {
            events += chunk.days.length;
        }
        return events * (2 * Integer.BYTES + Long.BYTES);
    }

    /** Takes stretches of events; called for many small ones. */
    interface Visitor {
        /** Sees those from {@code start} to before {@code end}; the first column has {@link #day} and {@link #items}. */
        void events(int[] daysAndItems, int[] aged, long[] amounts, int start, int end);
    }

    /** The epoch day of an event. */
    static int day(int dayAndItems) {
        return dayAndItems >> 2;
    }

    /** By how many an event changes the number of items. */
    static int items(int dayAndItems) {
        return (dayAndItems & 3) - 1;
    }

    /** Shows the events from position {@code from} to before {@code to}. */
    void forEach(long from, long to, Visitor visitor) {
        long at = from;
        while (at < to) {
            Chunk chunk = chunks.get((int) (at >>> CHUNK_BITS));
            int start = (int) (at & (CHUNK - 1));
            int end = (int) Math.min(CHUNK, start + to - at);
            visitor.events(chunk.days, chunk.aged, chunk.amounts, start, end);
            at += end - start;
        }
    }
}
