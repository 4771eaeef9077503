package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.FrozenBehaviour;
import io.relance.account.PayerBehaviour;
import io.relance.account.PaymentScore;
import io.relance.account.PromiseResult;
import io.relance.money.MoneyBag;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.policy.Policy;
import io.relance.risk.AccountPriorities;
import io.relance.risk.AccountPriority;
import io.relance.risk.PayerBehaviours;
import io.relance.risk.PaymentScorer;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/** How much an account deserves a person's work on the day of a decision about it. */
public final class WorkPriority {
    private WorkPriority() {}

    /**
     * The priority: what is overdue and may be dunned by the decision, how late the oldest of it is, the payment score (that of the
     * frozen behaviour, where the decision has one), and the promises that were broken.
     *
     * @param snapshot that was decided on
     */
    public static AccountPriority of(AccountSnapshot snapshot, Policy policy, Decision decision) {
        List<Money> overdue = new ArrayList<>();
        long oldest = 0;
        for (ItemOutcome item : decision.items()) {
            if (item.daysLate() > 0 && item.dunnable().isPositive()) {
                overdue.add(item.dunnable());
                oldest = Math.max(oldest, item.daysLate());
            }
        }
        int broken = Math.toIntExact(decision.memory().promiseResults().values().stream()
                .filter(PromiseResult.BROKEN::equals)
                .count());
        PaymentScore score = decision.memory()
                .behaviour()
                .map(FrozenBehaviour::score)
                .orElseGet(() -> score(snapshot, policy, decision));
        return AccountPriorities.of(MoneyBag.of(overdue), Math.toIntExact(oldest), score, broken);
    }

    private static PaymentScore score(AccountSnapshot snapshot, Policy policy, Decision decision) {
        PayerBehaviour behaviour = PayerBehaviours.of(
                snapshot.ledger(),
                decision.date(),
                policy.tolerance(),
                PayerHistory.of(decision.memory(), snapshot.ledger(), policy, decision.date()));
        return PaymentScorer.score(
                behaviour, policy.portfolioMeans(), decision.memory().externalScore(), decision.date());
    }
}
