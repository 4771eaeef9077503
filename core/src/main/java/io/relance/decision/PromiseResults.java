package io.relance.decision;

import io.relance.account.PromiseResult;
import io.relance.account.PromiseToPay;
import io.relance.plan.PlannedAction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/** Remembers what promises came to, and says once when that is something else than it was (SEMANTICS 10). */
final class PromiseResults {
    private PromiseResults() {}

    static void remember(Work work) {
        Map<String, PromiseResult> before = work.memory().promiseResults();
        if (before.isEmpty() && work.promises().judged().isEmpty()) {
            return;
        }
        Map<String, PromiseResult> now = new TreeMap<>();
        boolean stale = work.staleness().isPresent();
        for (Promises.Judged judged : work.promises().judged()) {
            String id = judged.promise().id();
            Optional<PromiseResult> was = Optional.ofNullable(before.get(id));
            // stale books may not show the payment yet: what they say against the customer waits for fresh ones
            Optional<PromiseResult> is = outcome(judged.status())
                    .flatMap(found -> stale && found != PromiseResult.KEPT ? was : Optional.of(found));
            is.ifPresent(outcome -> now.put(id, outcome));
            is.filter(outcome -> !was.equals(Optional.of(outcome)))
                    .ifPresent(outcome -> work.actions.add(action(work, judged, outcome)));
        }
        work.after.promiseResults(now);
    }

    private static Optional<PromiseResult> outcome(PromiseStatus status) {
        return switch (status) {
            case KEPT -> Optional.of(PromiseResult.KEPT);
            case PARTLY_KEPT -> Optional.of(PromiseResult.PARTLY_KEPT);
            case BROKEN -> Optional.of(PromiseResult.BROKEN);
            case LIVE, NOT_IN_FORCE -> Optional.empty();
        };
    }

    private static PlannedAction action(Work work, Promises.Judged judged, PromiseResult outcome) {
        PromiseToPay promise = judged.promise();
        return new PlannedAction.PromiseJudged(
                Ids.of(work.account(), "promise", promise.id(), outcome.name()),
                promise.id(),
                outcome,
                promise.amount(),
                Money.ofMinor(promise.amount().getCurrencyUnit(), judged.paid()));
    }
}
