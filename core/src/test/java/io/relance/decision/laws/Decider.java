package io.relance.decision.laws;

import io.relance.account.AccountSnapshot;
import io.relance.decision.DunningDecider;
import io.relance.plan.Decision;
import io.relance.policy.Policy;
import java.time.LocalDate;

/** Something that decides: the real decider, or one broken on purpose. */
@FunctionalInterface
interface Decider {
    /** The one that hosts use. */
    Decider REAL = DunningDecider::decide;

    Decision decide(AccountSnapshot snapshot, Policy policy, LocalDate date);
}
