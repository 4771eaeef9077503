package io.relance.engine;

import java.time.Duration;

/**
 * Spreads in time what several nodes or messages would else do at the same instant. Derived from what it is for, so that the
 * same gives the same: nothing here is random.
 */
final class Jitter {
    private static final int PARTS = 1 << 16;

    private Jitter() {}

    /** Between nothing and {@code spread}, that itself excluded. */
    static Duration upTo(Duration spread, Object... purpose) {
        Sha256 hash = new Sha256();
        for (Object part : purpose) {
            hash.add(part);
        }
        int share = Integer.parseInt(hash.hex().substring(0, 4), 16);
        return spread.multipliedBy(share).dividedBy(PARTS);
    }
}
