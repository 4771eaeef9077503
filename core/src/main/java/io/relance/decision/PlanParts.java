package io.relance.decision;

import io.relance.account.InstalmentPlan;
import io.relance.plan.Reason;
import io.relance.plan.ReasonCode;
import io.relance.receivable.ReceivableId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What stands against the invoices of live plans, shared out over the instalments that are asked for instead: money that is
 * promised, on its way or there as credit goes to the first instalments, as payments do; what is disputed or stopped is taken
 * from the last.
 */
final class PlanParts {
    private static final Set<ReasonCode> STOPS = EnumSet.of(
            ReasonCode.ASSIGNED,
            ReasonCode.INSOLVENCY,
            ReasonCode.IN_LITIGATION,
            ReasonCode.WRITTEN_OFF,
            ReasonCode.ON_HOLD,
            ReasonCode.DISPUTED);

    private final List<Item> covered;
    /** By date. */
    private final List<Item> instalments;

    private PlanParts(Work work, InstalmentPlan plan) {
        this.covered = plan.receivables().stream()
                .flatMap(id -> work.item(id).stream())
                .filter(Item::isOpen)
                .toList();
        this.instalments = work.items.stream()
                .filter(item -> item.isOpen()
                        && item.instalmentOf
                                .filter(of -> of.id().equals(plan.id()))
                                .isPresent())
                .toList();
    }

    private static List<PlanParts> of(Work work) {
        List<PlanParts> parts = new ArrayList<>();
        for (InstalmentPlan plan : work.memory().plans()) {
            if (plan.isLive(work.today)) {
                parts.add(new PlanParts(work, plan));
            }
        }
        return parts;
    }

    /** The receivables whose promises and pending payments count for {@code item}: itself, and what its plan covers. */
    static List<ReceivableId> standingFor(Item item) {
        List<ReceivableId> ids = new ArrayList<>();
        ids.add(item.id());
        item.instalmentOf.ifPresent(plan -> ids.addAll(plan.receivables()));
        return ids;
    }

    /** Shares out promised, pending and covered parts, once those of the invoices are known. */
    static void amounts(Work work) {
        for (PlanParts plan : of(work)) {
            long promised = plan.sum(item -> item.promised);
            long pending = plan.sum(item -> item.pending);
            long cover = plan.sum(item -> item.cover);
            for (Item instalment : plan.instalments) {
                long part = Math.min(left(instalment), promised);
                instalment.promised += part;
                promised -= part;
                part = Math.min(left(instalment), pending);
                instalment.pending += part;
                pending -= part;
                if (instalment.overdue) {
                    instalment.cover = Math.min(left(instalment), cover);
                    cover -= instalment.cover;
                }
            }
        }
    }

    private static long left(Item item) {
        return item.open - item.disputed - item.promised - item.pending - item.cover;
    }

    private long sum(ToLongFunction<Item> part) {
        return covered.stream().mapToLong(part).reduce(0, Math::addExact);
    }

    /** Takes what is disputed or stopped from the last instalments, once it is known what is. */
    static void stops(Work work) {
        of(work).forEach(plan -> plan.stop(work));
    }

    private void stop(Work work) {
        long stopped = sum(item -> stopOf(item).isPresent() ? left(item) + item.disputed : item.disputed);
        Optional<Reason> why =
                covered.stream().flatMap(item -> stopOf(item).stream()).findFirst();
        for (int i = instalments.size() - 1; i >= 0 && stopped > 0; i--) {
            Item instalment = instalments.get(i);
            if (instalment.isDunnable()) {
                long taken = Math.min(instalment.dunnable, stopped);
                stopped -= taken;
                instalment.dunnable -= taken;
                if (instalment.dunnable <= work.policy.tolerance().minor(instalment.unit())) {
                    instalment.forbids.add(why.orElseGet(() -> new Reason(
                            ReasonCode.DISPUTED,
                            instalment.money(taken) + " of the plan's invoices is disputed",
                            Optional.empty())));
                }
            }
        }
    }

    private static Optional<Reason> stopOf(Item item) {
        return item.forbids.stream()
                .filter(reason -> STOPS.contains(reason.code()))
                .findFirst();
    }
}
