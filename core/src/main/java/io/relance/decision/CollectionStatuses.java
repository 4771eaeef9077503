package io.relance.decision;

import io.relance.account.AccountSnapshot;
import io.relance.account.CollectionStatus;
import io.relance.plan.Reason;
import io.relance.policy.Policy;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The collection status of every receivable of an account, and of the account, on a day: a pure function of the same
 * arguments as the decision, and in accord with its reasons.
 *
 * <p>A receivable that is disputed, promised or on its way in part only has the status of the rest. The account has the first
 * status, in their order, of any of its open receivables; one without any is {@code PAID}, or {@code WRITTEN_OFF} when
 * something was and nothing else is left to say.
 */
public final class CollectionStatuses {
    private final Map<ReceivableId, CollectionStatus> byReceivable;
    private final CollectionStatus account;

    private CollectionStatuses(Map<ReceivableId, CollectionStatus> byReceivable, CollectionStatus account) {
        this.byReceivable = Collections.unmodifiableMap(byReceivable);
        this.account = account;
    }

    /** The statuses of an account on {@code date}, under {@code policy}. */
    public static CollectionStatuses of(AccountSnapshot snapshot, Policy policy, LocalDate date) {
        Work work = DunningDecider.standings(snapshot, policy, date);
        Map<ReceivableId, CollectionStatus> statuses = new LinkedHashMap<>();
        for (Item item : work.items) {
            statuses.put(item.id(), of(item));
        }
        return new CollectionStatuses(statuses, account(work, statuses));
    }

    private static CollectionStatus of(Item item) {
        for (Reason reason : item.forbids) {
            Optional<CollectionStatus> status = Optional.ofNullable(
                    switch (reason.code()) {
                        case PAID -> CollectionStatus.PAID;
                        case WRITTEN_OFF -> CollectionStatus.WRITTEN_OFF;
                        case INSOLVENCY, IN_LITIGATION -> CollectionStatus.LITIGATION;
                        case ON_HOLD -> CollectionStatus.ON_HOLD;
                        case DISPUTED -> CollectionStatus.DISPUTED;
                        case ON_PLAN -> CollectionStatus.ON_PLAN;
                        case PROMISED -> CollectionStatus.PROMISED;
                        default -> null;
                    });
            if (status.isPresent()) {
                return status.get();
            }
        }
        if (item.books.paid().isPositive()) {
            return CollectionStatus.PARTLY_PAID;
        }
        return item.overdue ? CollectionStatus.TO_FOLLOW : CollectionStatus.NOT_DUE;
    }

    private static CollectionStatus account(Work work, Map<ReceivableId, CollectionStatus> statuses) {
        Optional<CollectionStatus> ofOpen = work.items.stream()
                .filter(Item::isOpen)
                .map(item -> statuses.getOrDefault(item.id(), CollectionStatus.NOT_DUE))
                .filter(status -> status != CollectionStatus.WRITTEN_OFF)
                .min(CollectionStatus::compareTo);
        boolean lost = statuses.containsValue(CollectionStatus.WRITTEN_OFF);
        return ofOpen.orElse(lost ? CollectionStatus.WRITTEN_OFF : CollectionStatus.PAID);
    }

    /** The status of one receivable; empty when it is unknown or was issued later. */
    public Optional<CollectionStatus> of(ReceivableId receivable) {
        return Optional.ofNullable(byReceivable.get(receivable));
    }

    /** The statuses of the receivables issued by the day, by due date, then number; the instalments of live plans last. */
    public Map<ReceivableId, CollectionStatus> receivables() {
        return byReceivable;
    }

    /** The status of the account. */
    public CollectionStatus account() {
        return account;
    }
}
