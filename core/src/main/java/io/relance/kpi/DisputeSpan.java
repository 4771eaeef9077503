package io.relance.kpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;

/**
 * From when to when a dispute lasted.
 *
 * @param closed not before {@code opened}
 */
public record DisputeSpan(LocalDate opened, LocalDate closed) {
    /** @throws IllegalArgumentException when {@code closed} is before {@code opened} */
    public DisputeSpan {
        if (closed.isBefore(opened)) {
            throw new IllegalArgumentException("a dispute opened on " + opened + " cannot be closed on " + closed);
        }
    }

    /**
     * Dispute resolution time: the mean number of days from opening to closing, over the disputes closed in the {@code
     * days} days ending on {@code date}.
     *
     * @param days at least 1
     * @return no value when none was closed
     */
    public static Optional<BigDecimal> meanDays(Collection<DisputeSpan> disputes, LocalDate date, int days) {
        if (days < 1) {
            throw new IllegalArgumentException("a period has at least 1 day, but was given " + days);
        }
        LocalDate start = date.minusDays(days);
        long count = 0;
        long sum = 0;
        for (DisputeSpan dispute : disputes) {
            if (dispute.closed().isAfter(start) && !dispute.closed().isAfter(date)) {
                count = Math.incrementExact(count);
                sum = Math.addExact(
                        sum, dispute.closed().toEpochDay() - dispute.opened().toEpochDay());
            }
        }
        return Ratios.of(sum, count);
    }
}
