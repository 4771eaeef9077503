package io.relance.risk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How many points a figure is worth: bands with one bound each, read from the first to the last; the first that holds the
 * figure gives the points.
 *
 * <p>The bounds of a scale ascend when a figure belongs to a band by being at most its bound, and descend when by being at
 * least; the points go one way throughout, so a figure that gets worse never gains points by it. Immutable.
 */
public final class PointScale {
    /** Which side of its bound a band lies on; the bound itself is always inside. */
    public enum Side {
        /** The band holds figures up to its bound. */
        AT_MOST,
        /** The band holds figures from its bound on. */
        AT_LEAST
    }

    /** One band: its bound, and what a figure inside is worth. */
    public record Band(BigDecimal bound, int points) {}

    private final Side side;
    private final List<Band> bands;
    private final int otherwise;

    private PointScale(Side side, List<Band> bands, int otherwise) {
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("a scale needs at least one band");
        }
        this.side = side;
        this.bands = List.copyOf(bands);
        this.otherwise = otherwise;
        for (int i = 1; i < bands.size(); i++) {
            int step = bands.get(i).bound().compareTo(bands.get(i - 1).bound());
            if (side == Side.AT_MOST ? step <= 0 : step >= 0) {
                throw new IllegalArgumentException("the bounds of a scale must "
                        + (side == Side.AT_MOST ? "ascend" : "descend") + ", but "
                        + bands.get(i).bound() + " follows " + bands.get(i - 1).bound());
            }
        }
        boolean up = false;
        boolean down = false;
        for (int i = 1; i <= bands.size(); i++) {
            int next = i == bands.size() ? otherwise : bands.get(i).points();
            up |= next > bands.get(i - 1).points();
            down |= next < bands.get(i - 1).points();
        }
        if (up && down) {
            throw new IllegalArgumentException("the points of a scale must go one way: " + this);
        }
    }

    /**
     * A scale whose bands end at their bounds, lowest first.
     *
     * @param otherwise the points above the last bound
     * @throws IllegalArgumentException when bounds don't ascend or points turn round
     */
    public static PointScale atMost(List<Band> bands, int otherwise) {
        return new PointScale(Side.AT_MOST, bands, otherwise);
    }

    /**
     * A scale whose bands begin at their bounds, highest first.
     *
     * @param otherwise the points below the last bound
     * @throws IllegalArgumentException when bounds don't descend or points turn round
     */
    public static PointScale atLeast(List<Band> bands, int otherwise) {
        return new PointScale(Side.AT_LEAST, bands, otherwise);
    }

    /** One band, its bound as a decimal number. */
    static Band band(String bound, int points) {
        return new Band(new BigDecimal(bound), points);
    }

    /** The side of the bounds on which the bands lie. */
    public Side side() {
        return side;
    }

    /** The bands, in the order in which they are tried. */
    public List<Band> bands() {
        return bands;
    }

    /** The points of a figure in none of the bands. */
    public int otherwise() {
        return otherwise;
    }

    /** The most that the scale gives. */
    public int max() {
        return bands.stream().mapToInt(Band::points).reduce(otherwise, Math::max);
    }

    /** What {@code figure} is worth. */
    public int points(BigDecimal figure) {
        for (Band band : bands) {
            int compared = figure.compareTo(band.bound());
            if (side == Side.AT_MOST ? compared <= 0 : compared >= 0) {
                return band.points();
            }
        }
        return otherwise;
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        for (Band band : bands) {
            parts.add((side == Side.AT_MOST ? "at most " : "at least ")
                    + band.bound().toPlainString() + ": " + band.points());
        }
        parts.add("otherwise: " + otherwise);
        return String.join(", ", parts);
    }
}
