package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.InstalmentPlan;
import io.relance.money.Tolerance;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.ItemState;
import io.relance.receivable.LedgerPosition;
import io.relance.receivable.Movement;
import io.relance.receivable.OpenItem;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The instalments of live plans, as items to be dunned instead of the invoices that they cover. */
final class Plans {
    private Plans() {}

    /** The plans in the order in which they were recorded (instant, then id). */
    static List<InstalmentPlan> inOrder(DunningCase memory) {
        return memory.plans().size() < 2
                ? memory.plans()
                : memory.plans().stream()
                        .sorted(Comparator.comparing(InstalmentPlan::recordedAt).thenComparing(InstalmentPlan::id))
                        .toList();
    }

    /** The live plan that covers {@code id} on {@code date}. */
    static Optional<InstalmentPlan> covering(DunningCase memory, ReceivableId id, LocalDate date) {
        for (InstalmentPlan plan : inOrder(memory)) {
            if (plan.isLive(date) && plan.receivables().contains(id)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    /**
     * The instalments of {@code plan} with what is left of each: payments on the plan's invoices recorded after it go to the
     * oldest instalment first, and never is more left than is open on the invoices (the last instalments shrink). One of which no
     * more than the tolerance is left is settled.
     */
    static List<OpenItem> instalments(
            InstalmentPlan plan, AccountLedger ledger, LedgerPosition position, Tolerance tolerance) {
        CurrencyUnit unit = plan.instalments().get(0).amount().getCurrencyUnit();
        long paid = 0;
        long open = 0;
        for (ReceivableId id : plan.receivables()) {
            open = Math.addExact(
                    open,
                    position.item(id)
                            .map(item -> item.open().getAmountMinorLong())
                            .orElse(0L));
            for (Movement movement : ledger.movements(id)) {
                if (movement.kind() == Movement.Kind.PAYMENT
                        && !movement.effective().isAfter(position.date())
                        && movement.recordedAt().isAfter(plan.recordedAt())) {
                    paid = Math.addExact(paid, movement.amount().getAmountMinorLong());
                }
            }
        }
        long unpaid = Math.max(0, paid);
        long room = open;
        List<OpenItem> items = new ArrayList<>();
        for (int i = 0; i < plan.instalments().size(); i++) {
            InstalmentPlan.Instalment instalment = plan.instalments().get(i);
            long amount = instalment.amount().getAmountMinorLong();
            long taken = Math.min(amount, unpaid);
            unpaid -= taken;
            long left = Math.min(amount - taken, room);
            room -= left;
            items.add(item(plan, i, instalment, unit, taken, left, tolerance.minor(unit)));
        }
        return items;
    }

    private static OpenItem item(
            InstalmentPlan plan,
            int index,
            InstalmentPlan.Instalment instalment,
            CurrencyUnit unit,
            long paid,
            long left,
            long tolerance) {
        Receivable receivable = Receivable.invoice(
                        plan.instalmentId(index).value(), plan.agreedOn(), instalment.due(), instalment.amount())
                .kind(Receivable.Kind.INSTALMENT)
                .build();
        Money zero = Money.zero(unit);
        return new OpenItem(
                receivable,
                Money.ofMinor(unit, left),
                Money.ofMinor(unit, paid),
                zero,
                zero,
                left > tolerance ? ItemState.OPEN : ItemState.SETTLED,
                left > tolerance ? Optional.empty() : Optional.of(instalment.due()));
    }
}
