package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.FrozenBehaviour;
import io.relance.account.MessageLine;
import io.relance.account.MessageState;
import io.relance.account.PayerBehaviour;
import io.relance.action.Stage;
import io.relance.receivable.ReceivableId;
import io.relance.risk.BehaviourHistory;
import io.relance.risk.PayerBehaviours;
import io.relance.risk.PaymentScorer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The account's behaviour as of its last ledger change or the first of the month, whichever is later: the one remembered if
 * it is of that day, else computed when it is first asked for.
 */
final class Behaviours implements Supplier<FrozenBehaviour> {
    private final Work work;
    private @Nullable FrozenBehaviour known;

    Behaviours(Work work) {
        this.work = work;
    }

    @Override
    public FrozenBehaviour get() {
        FrozenBehaviour frozen = known;
        if (frozen == null) {
            LocalDate asOf = PayerBehaviours.frozenAsOf(work.ledger, work.today);
            frozen = work.memory()
                    .behaviour()
                    .filter(remembered -> remembered.behaviour().asOf().equals(asOf)
                            && work.memory().policyVersion().equals(Optional.of(work.policy.version())))
                    .orElseGet(() -> compute(asOf));
            known = frozen;
            work.after.behaviour(frozen);
        }
        return frozen;
    }

    private FrozenBehaviour compute(LocalDate asOf) {
        PayerBehaviour behaviour = PayerBehaviours.of(work.ledger, asOf, work.policy.tolerance(), history(work, asOf));
        return new FrozenBehaviour(
                behaviour,
                work.policy.segmentThresholds().segment(behaviour),
                PaymentScorer.score(
                        behaviour, work.policy.portfolioMeans(), work.memory().externalScore(), asOf));
    }

    private static BehaviourHistory history(Work work, LocalDate asOf) {
        DunningCase memory = work.memory();
        Map<ReceivableId, List<LocalDate>> reminders = new HashMap<>();
        for (MessageState message : memory.messages()) {
            if (message.countsInCap()
                    && message.status() != MessageState.Status.BOUNCED
                    && message.stage() != Stage.PREVENTIVE
                    && !message.on().isAfter(asOf)) {
                message.lines().stream()
                        .filter(line -> line.role() == MessageLine.Role.CLAIMED)
                        .forEach(line -> reminders
                                .computeIfAbsent(line.receivable(), id -> new ArrayList<>())
                                .add(message.on()));
            }
        }
        List<LocalDate> kept = new ArrayList<>();
        List<LocalDate> broken = new ArrayList<>();
        for (Promises.Judged promise :
                Promises.of(memory, work.ledger, work.policy, asOf).judged()) {
            if (promise.status() == PromiseStatus.KEPT) {
                kept.add(
                        promise.promise().date().isAfter(asOf)
                                ? asOf
                                : promise.promise().date());
            } else if (promise.status() == PromiseStatus.BROKEN) {
                broken.add(promise.graceEnd().plusDays(1));
            }
        }
        return new BehaviourHistory(
                reminders,
                kept,
                broken,
                memory.disputes().stream()
                        .map(dispute -> dispute.opened())
                        .filter(day -> !day.isAfter(asOf))
                        .toList());
    }
}
