package io.relance.architecture.broken.rule;

/** An array can be changed by whoever sees it. */
public final class ShowsAnArray {
    public static final int[] BOUNDS = {30, 60, 90};

    private ShowsAnArray() {}
}
