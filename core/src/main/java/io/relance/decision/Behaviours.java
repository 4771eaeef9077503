package io.relance.decision;

import io.relance.account.FrozenBehaviour;
import io.relance.account.PayerBehaviour;
import io.relance.risk.BehaviourHistory;
import io.relance.risk.PayerBehaviours;
import io.relance.risk.PaymentScorer;
import java.time.LocalDate;
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
        BehaviourHistory history = PayerHistory.of(work.memory(), work.ledger, work.policy, asOf);
        PayerBehaviour behaviour = PayerBehaviours.of(work.ledger, asOf, work.policy.tolerance(), history);
        return new FrozenBehaviour(
                behaviour,
                work.policy.segmentThresholds().segment(behaviour),
                PaymentScorer.score(
                        behaviour, work.policy.portfolioMeans(), work.memory().externalScore(), asOf));
    }
}
