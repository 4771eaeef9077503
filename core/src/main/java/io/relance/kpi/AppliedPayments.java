package io.relance.kpi;

import io.relance.receivable.DocumentId;
import io.relance.receivable.Movement;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What payments were applied to one receivable, with what was reversed taken off the newest applications of the same
 * payment. A debit that was rejected was never money: its application counts in no delay and no recovery, from the day of
 * its reversal on.
 */
final class AppliedPayments {
    /** One application that stands, in minor units above 0. */
    record Part(LocalDate effective, long amount) {}

    private AppliedPayments() {}

    /** The applications that stand at the end of {@code date}. */
    static List<Part> asOf(List<Movement> movements, LocalDate date) {
        List<Part> parts = new ArrayList<>();
        boolean reversed = false;
        for (Movement movement : movements) {
            if (movement.kind() == Movement.Kind.PAYMENT
                    && !movement.effective().isAfter(date)) {
                reversed |= movement.amount().isNegative();
                parts.add(new Part(movement.effective(), movement.amount().getAmountMinorLong()));
            }
        }
        return reversed ? withoutReversed(movements, date) : parts;
    }

    private static List<Part> withoutReversed(List<Movement> movements, LocalDate date) {
        Map<DocumentId, Deque<Part>> byPayment = new LinkedHashMap<>();
        movements.stream()
                .filter(movement -> movement.kind() == Movement.Kind.PAYMENT
                        && !movement.effective().isAfter(date))
                // On one day applications come before reversals.
                .sorted(Comparator.comparing(Movement::effective)
                        .thenComparing(movement -> movement.amount().isNegative()))
                .forEach(movement -> apply(
                        byPayment.computeIfAbsent(movement.document(), id -> new ArrayDeque<>()),
                        movement.effective(),
                        movement.amount().getAmountMinorLong()));
        List<Part> parts = new ArrayList<>();
        byPayment.values().forEach(parts::addAll);
        return parts;
    }

    private static void apply(Deque<Part> standing, LocalDate effective, long amount) {
        if (amount > 0) {
            standing.addLast(new Part(effective, amount));
            return;
        }
        long back = -amount;
        while (back > 0 && !standing.isEmpty()) {
            Part newest = standing.removeLast();
            long taken = Math.min(back, newest.amount());
            back -= taken;
            if (taken < newest.amount()) {
                standing.addLast(new Part(newest.effective(), newest.amount() - taken));
            }
        }
    }
}
