package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.InstalmentPlan;
import io.relance.account.PendingPayment;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Movement;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The payments under way as of a day that the books do not show yet. The books show one by a payment of its amount, matched to its receivable
 * (of an instalment, to any of its plan's) and recorded on the day on which it was told or later; what a payment
 * gives to a receivable shows one.
 */
public final class UnderWay {
    private UnderWay() {}

    /** Those that count on {@code date}, by the day on which they were told. */
    public static List<PendingPayment> of(DunningCase memory, AccountLedger ledger, LocalDate date, ZoneId zone) {
        return notShown(memory, ledger, date, zone).stream()
                .filter(payment -> payment.isLive(date))
                .toList();
    }

    /** Those told by then and not shown by the books, whether they still count or have lapsed. */
    static List<PendingPayment> notShown(DunningCase memory, AccountLedger ledger, LocalDate date, ZoneId zone) {
        if (memory.pendingPayments().isEmpty()) {
            return List.of();
        }
        Set<Map.Entry<DocumentId, ReceivableId>> used = new HashSet<>();
        return memory.pendingPayments().stream()
                .filter(payment -> !payment.since().isAfter(date))
                .sorted(Comparator.comparing(PendingPayment::since).thenComparing(PendingPayment::id))
                .filter(payment -> !isShown(payment, memory, ledger, date, zone, used))
                .toList();
    }

    private static boolean isShown(
            PendingPayment payment,
            DunningCase memory,
            AccountLedger ledger,
            LocalDate date,
            ZoneId zone,
            Set<Map.Entry<DocumentId, ReceivableId>> used) {
        return receivables(payment, memory).stream()
                .flatMap(receivable -> ledger.movements(receivable).stream())
                .filter(movement -> movement.kind() == Movement.Kind.PAYMENT
                        && movement.amount().equals(payment.amount())
                        && !movement.effective().isAfter(date)
                        && !movement.recordedAt().atZone(zone).toLocalDate().isBefore(payment.since()))
                .sorted(Comparator.comparing(Movement::recordedAt).thenComparing(Movement::document))
                .anyMatch(movement -> used.add(Map.entry(movement.document(), movement.receivable())));
    }

    /** What it may be shown by: its receivable, or those of its plan. */
    static List<ReceivableId> receivables(PendingPayment payment, DunningCase memory) {
        return plan(payment, memory).map(InstalmentPlan::receivables).orElseGet(() -> List.of(payment.receivable()));
    }

    /** The plan of which it pays an instalment. */
    static Optional<InstalmentPlan> plan(PendingPayment payment, DunningCase memory) {
        return memory.plans().stream()
                .filter(plan -> IntStream.range(0, plan.instalments().size())
                        .anyMatch(i -> plan.instalmentId(i).equals(payment.receivable())))
                .findFirst();
    }
}
