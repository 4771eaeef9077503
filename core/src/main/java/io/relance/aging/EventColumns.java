package io.relance.aging;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes of an amount, each on a day, as columns: 16 bytes an event, in chunks, in the order in which accounts are added.
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
    private long sizeBefore;
    private long totalBefore;
    private long mostOfAccount;
    private long largestOfAccount;

    private static final class Chunk {
        int[] days;
        int[] aged;
        long[] amounts;

        Chunk(int capacity) {
            days = new int[capacity];
            aged = new int[capacity];
            amounts = new long[capacity];
        }

        void grow() {
            int capacity = Math.min(CHUNK, days.length * 4);
            days = java.util.Arrays.copyOf(days, capacity);
            aged = java.util.Arrays.copyOf(aged, capacity);
            amounts = java.util.Arrays.copyOf(amounts, capacity);
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
        int at = (int) (size & (CHUNK - 1));
        if (at == 0) {
            // A portfolio of one customer should not pay for a whole chunk.
            chunks.add(new Chunk(chunks.isEmpty() ? FIRST_CHUNK : CHUNK));
        }
        Chunk chunk = chunks.get(chunks.size() - 1);
        if (at == chunk.days.length) {
            chunk.grow();
        }
        chunk.days[at] = (day << 2) | (items + 1);
        chunk.aged[at] = agedFrom;
        chunk.amounts[at] = amount;
        size++;
    }

    /** What was added since the last call is of one account. */
    void endAccount() {
        mostOfAccount = Math.max(mostOfAccount, size - sizeBefore);
        largestOfAccount = Math.max(largestOfAccount, total - totalBefore);
        sizeBefore = size;
        totalBefore = total;
    }

    /** How many events the account with the most of them has. */
    long mostOfAccount() {
        return mostOfAccount;
    }

    /** The largest sum of an account's amounts without their signs. */
    long largestOfAccount() {
        return largestOfAccount;
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
