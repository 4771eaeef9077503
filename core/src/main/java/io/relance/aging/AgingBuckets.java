package io.relance.aging;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The columns of an aging balance: upper bounds in days, strictly increasing. Column 0 is what is not due (age 0 or less),
 * columns 1 to n end at their bound (included), the last one has no end.
 *
 * <p>Default 30, 60, 90: not due, 1-30, 31-60, 61-90, more than 90. Immutable.
 */
public final class AgingBuckets {
    private static final AgingBuckets STANDARD = new AgingBuckets(new int[] {30, 60, 90});

    private final int[] bounds;

    private AgingBuckets(int[] bounds) {
        this.bounds = bounds;
    }

    /** 30, 60 and 90 days. */
    public static AgingBuckets standard() {
        return STANDARD;
    }

    /**
     * Buckets with these upper bounds.
     *
     * @param bounds in days, at least one, each above 0 and above the one before it
     * @throws IllegalArgumentException when they are not, naming the first bound that is wrong
     */
    public static AgingBuckets of(int... bounds) {
        if (bounds.length == 0) {
            throw new IllegalArgumentException("aging buckets need at least one bound, such as 30");
        }
        int before = 0;
        for (int i = 0; i < bounds.length; i++) {
            if (bounds[i] <= before) {
                throw new IllegalArgumentException("bound " + (i + 1) + " of the aging buckets must be above " + before
                        + " days, but was " + bounds[i] + " in " + Arrays.toString(bounds));
            }
            before = bounds[i];
        }
        return new AgingBuckets(bounds.clone());
    }

    /** The upper bounds in days. */
    public List<Integer> bounds() {
        return IntStream.of(bounds).boxed().toList();
    }

    /** How many columns there are: one for what is not due, one per bound, one without end. */
    public int columns() {
        return bounds.length + 2;
    }

    /** The column of an item that is {@code age} days late (or old); 0 when that is 0 or less. */
    public int column(long age) {
        if (age <= 0) {
            return 0;
        }
        int column = 1;
        for (int bound : bounds) {
            if (age <= bound) {
                return column;
            }
            column++;
        }
        return column;
    }

    /** The least age in days of {@code column}; empty for column 0, which has none. */
    public OptionalInt from(int column) {
        check(column);
        return switch (column) {
            case 0 -> OptionalInt.empty();
            case 1 -> OptionalInt.of(1);
            default -> OptionalInt.of(bounds[column - 2] + 1);
        };
    }

    /** The greatest age in days of {@code column}: 0 for column 0; empty for the last one, which has none. */
    public OptionalInt to(int column) {
        check(column);
        if (column == 0) {
            return OptionalInt.of(0);
        }
        return column > bounds.length ? OptionalInt.empty() : OptionalInt.of(bounds[column - 1]);
    }

    /** For people: {@code not due}, {@code 1-30}, {@code > 90}. */
    public String label(int column) {
        check(column);
        if (column == 0) {
            return "not due";
        }
        return column > bounds.length
                ? "> " + bounds[bounds.length - 1]
                : from(column).getAsInt() + "-" + bounds[column - 1];
    }

    private void check(int column) {
        if (column < 0 || column >= columns()) {
            throw new IndexOutOfBoundsException("column " + column + " of an aging balance with " + columns());
        }
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof AgingBuckets buckets && Arrays.equals(bounds, buckets.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return IntStream.range(0, columns())
                .mapToObj(this::label)
                .reduce((a, b) -> a + " | " + b)
                .orElseThrow();
    }
}
