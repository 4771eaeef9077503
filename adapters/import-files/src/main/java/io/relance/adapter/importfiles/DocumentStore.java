package io.relance.adapter.importfiles;

import io.relance.receivable.FieldValue;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The invoices and credit notes of all files, in the order read, each in some 70 bytes instead of the 200 that objects would
 * take: books have millions of rows, and ledgers are made of one customer's at a time. What few books have of a row is kept
 * beside. The rows of a customer are linked to each other.
 */
final class DocumentStore {
    /** Rows a block; small enough that no array of it is unusually large for the collector. */
    private static final int BLOCK = 1 << 12;

    private static final int NONE = -1;
    private static final int NO_DATE = Integer.MIN_VALUE;
    private static final int CREDIT_NOTE = 1;
    private static final int DISPUTED = 2;

    // the cells of a row, within its part of Block.cells
    private static final int CUSTOMER = 0;
    private static final int NEXT = 1;
    private static final int ISSUED = 2;
    private static final int DUE = 3;
    private static final int SETTLED = 4;
    private static final int AMOUNT_HIGH = 5;
    private static final int AMOUNT_LOW = 6;
    private static final int UNIT = 7;
    private static final int FLAGS = 8;
    private static final int FILE = 9;
    private static final int LINE = 10;
    private static final int NUMBER_END = 11;
    private static final int CELLS = 12;

    /** So many rows, one after the other, and the bytes of their numbers. */
    private static final class Block {
        final int[] cells = new int[BLOCK * CELLS];
        byte[] numbers = new byte[BLOCK * 8];
        final Map<Integer, Rest> rests = new HashMap<>();

        /** Once it is full. */
        void trim() {
            numbers = Arrays.copyOf(numbers, cells[(BLOCK - 1) * CELLS + NUMBER_END]);
        }
    }

    /** What few rows have. */
    private record Rest(
            long paid, @Nullable LocalDate paidOn, @Nullable Map<String, FieldValue> fields) {}

    private final List<Block> blocks = new ArrayList<>();
    /** Rows with a date that lies millions of years away; nobody has many. */
    private final Map<Integer, InvoiceRow> far = new HashMap<>();

    private final List<CustomerEntry> customers;
    private final List<CurrencyUnit> units = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final int seed = ThreadLocalRandom.current().nextInt();
    private final int multiplier = ThreadLocalRandom.current().nextInt() | 1;
    private int[] index = new int[1 << 10];
    private int size;

    /** @param customers to whom rows refer, by {@link CustomerEntry#index} */
    DocumentStore(List<CustomerEntry> customers) {
        this.customers = customers;
        Arrays.fill(index, NONE);
    }

    int size() {
        return size;
    }

    /** Keeps a row, which gets the number {@link #size}; its document's number must be new. */
    void add(InvoiceRow row) {
        if (size % BLOCK == 0) {
            if (size > 0) {
                blocks.get(size / BLOCK - 1).trim();
            }
            blocks.add(new Block());
        }
        Block block = blocks.get(size / BLOCK);
        int at = size % BLOCK * CELLS;
        int[] cells = block.cells;
        cells[at + CUSTOMER] = row.customer().index();
        cells[at + NEXT] = NONE;
        cells[at + ISSUED] = days(row.issued());
        cells[at + DUE] = days(row.due());
        cells[at + SETTLED] = days(row.settled());
        cells[at + AMOUNT_HIGH] = (int) (row.minor() >> Integer.SIZE);
        cells[at + AMOUNT_LOW] = (int) row.minor();
        cells[at + UNIT] = known(units, row.unit());
        cells[at + FLAGS] = (row.creditNote() ? CREDIT_NOTE : 0) | (row.disputed() ? DISPUTED : 0);
        cells[at + FILE] = known(files, row.file());
        cells[at + LINE] = row.line();
        byte[] number = bytes(row.number());
        int start = numberStart(block, size % BLOCK);
        int end = start + number.length;
        if (end > block.numbers.length) {
            block.numbers = Arrays.copyOf(block.numbers, end + end / 2);
        }
        System.arraycopy(number, 0, block.numbers, start, number.length);
        cells[at + NUMBER_END] = end;
        if (row.paid() != 0 || row.paidOn() != null || row.fields() != null) {
            block.rests.put(size % BLOCK, new Rest(row.paid(), row.paidOn(), row.fields()));
        }
        if (isFar(row.issued()) || isFar(row.due()) || isFar(row.settled())) {
            far.put(size, row);
        }
        enter(number);
        link(row.customer());
        size++;
    }

    /** Every text of a file's rows is the same few, the newest most often. */
    private static <T> int known(List<T> values, T value) {
        int at = values.lastIndexOf(value);
        if (at < 0) {
            at = values.size();
            values.add(value);
        }
        return at;
    }

    private void link(CustomerEntry customer) {
        if (customer.lastDocument() >= 0) {
            blocks.get(customer.lastDocument() / BLOCK).cells[customer.lastDocument() % BLOCK * CELLS + NEXT] = size;
        }
        customer.linkDocument(size);
    }

    /** The row of that number. */
    InvoiceRow get(int row) {
        InvoiceRow kept = far.get(row);
        return kept == null ? read(row) : kept;
    }

    private InvoiceRow read(int row) {
        Block block = blocks.get(row / BLOCK);
        int at = row % BLOCK * CELLS;
        int[] cells = block.cells;
        Rest rest = block.rests.get(row % BLOCK);
        int start = numberStart(block, row % BLOCK);
        return new InvoiceRow(
                row,
                customers.get(cells[at + CUSTOMER]),
                new String(block.numbers, start, cells[at + NUMBER_END] - start, StandardCharsets.UTF_8),
                (cells[at + FLAGS] & CREDIT_NOTE) != 0,
                LocalDate.ofEpochDay(cells[at + ISSUED]),
                LocalDate.ofEpochDay(cells[at + DUE]),
                units.get(cells[at + UNIT]),
                ((long) cells[at + AMOUNT_HIGH] << Integer.SIZE) | Integer.toUnsignedLong(cells[at + AMOUNT_LOW]),
                (cells[at + FLAGS] & DISPUTED) != 0,
                cells[at + SETTLED] == NO_DATE ? null : LocalDate.ofEpochDay(cells[at + SETTLED]),
                rest == null ? 0 : rest.paid(),
                rest == null ? null : rest.paidOn(),
                rest == null ? null : rest.fields(),
                files.get(cells[at + FILE]),
                cells[at + LINE]);
    }

    /** The document with that number; null when there is none. */
    @Nullable
    InvoiceRow find(String number) {
        int row = index[slot(bytes(number))];
        return row == NONE ? null : get(row);
    }

    /** Every document, in the order read. */
    Stream<InvoiceRow> stream() {
        return IntStream.range(0, size).mapToObj(this::get);
    }

    /** Every document's number, in the order read. */
    Stream<String> numbers() {
        return IntStream.range(0, size).mapToObj(row -> new String(number(row), StandardCharsets.UTF_8));
    }

    /** The documents of a customer by their rows, in the order read. */
    Map<Integer, InvoiceRow> of(CustomerEntry customer) {
        Map<Integer, InvoiceRow> rows = new LinkedHashMap<>();
        for (int row = customer.firstDocument(); row >= 0; ) {
            rows.put(row, get(row));
            row = blocks.get(row / BLOCK).cells[row % BLOCK * CELLS + NEXT];
        }
        return rows;
    }

    private void enter(byte[] number) {
        if (size >= index.length / 3 * 2) {
            index = new int[index.length * 2];
            Arrays.fill(index, NONE);
            for (int row = 0; row < size; row++) {
                index[slot(number(row))] = row;
            }
        }
        index[slot(number)] = size;
    }

    /** Where in the index the number stands, or would. */
    private int slot(byte[] number) {
        int slot = hash(number) & (index.length - 1);
        while (index[slot] != NONE && !isNumber(index[slot], number)) {
            slot = (slot + 1) & (index.length - 1);
        }
        return slot;
    }

    /** Differs from store to store, so that nobody can choose numbers that all have the same. */
    private int hash(byte[] number) {
        int hash = seed;
        for (byte part : number) {
            hash = Integer.rotateLeft((hash ^ part) * multiplier, 13);
        }
        hash *= multiplier;
        return hash ^ hash >>> 16;
    }

    private boolean isNumber(int row, byte[] number) {
        Block block = blocks.get(row / BLOCK);
        int start = numberStart(block, row % BLOCK);
        int end = block.cells[row % BLOCK * CELLS + NUMBER_END];
        return Arrays.equals(block.numbers, start, end, number, 0, number.length);
    }

    private byte[] number(int row) {
        Block block = blocks.get(row / BLOCK);
        return Arrays.copyOfRange(
                block.numbers, numberStart(block, row % BLOCK), block.cells[row % BLOCK * CELLS + NUMBER_END]);
    }

    private static int numberStart(Block block, int inBlock) {
        return inBlock == 0 ? 0 : block.cells[(inBlock - 1) * CELLS + NUMBER_END];
    }

    private static byte[] bytes(String number) {
        return number.getBytes(StandardCharsets.UTF_8);
    }

    private static int days(@Nullable LocalDate date) {
        return date == null || isFar(date) ? NO_DATE : (int) date.toEpochDay();
    }

    private static boolean isFar(@Nullable LocalDate date) {
        return date != null && Math.abs(date.toEpochDay()) >= Integer.MAX_VALUE;
    }
}
