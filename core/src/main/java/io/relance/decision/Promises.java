package io.relance.decision;

import io.relance.account.DunningCase;
import io.relance.account.PromiseToPay;
import io.relance.policy.Policy;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.DocumentId;
import io.relance.receivable.Movement;
import io.relance.receivable.Payment;
import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/**
 * The promises of an account as of a day: which are live, kept, partly kept or broken, and what each still keeps from being
 * asked for.
 *
 * <p>What was paid is shared out over the promises in the order in which they were recorded (instant, then id). A payment
 * counts when it was recorded after the promise, is effective by its date and grace, and is matched to its invoices or
 * unmatched; a payment matched to an invoice lowers that invoice's part only.
 */
public final class Promises {
    private static final Comparator<PromiseToPay> RECORDED =
            Comparator.comparing(PromiseToPay::recordedAt).thenComparing(PromiseToPay::id);

    /**
     * One promise, judged.
     *
     * @param graceEnd the last day on which the money may come
     * @param paid what came of the promised amount, minor units
     */
    public record Judged(PromiseToPay promise, PromiseStatus status, LocalDate graceEnd, long paid) {
        /** The day from which the promise counts as broken, if it is; one that was partly kept is not. */
        public Optional<LocalDate> failedOn() {
            return status == PromiseStatus.BROKEN ? Optional.of(graceEnd.plusDays(1)) : Optional.empty();
        }
    }

    /**
     * A broken promise as seen from one receivable.
     *
     * @param number which of the promises naming the receivable it is, from 1, in the order recorded
     * @param from the day from which it counts as broken
     */
    record Failure(int number, LocalDate from) {}

    private final List<Judged> judged;
    private final Map<ReceivableId, Long> suspended;
    private final Map<ReceivableId, LocalDate> suspendedUntil;

    private Promises(
            List<Judged> judged, Map<ReceivableId, Long> suspended, Map<ReceivableId, LocalDate> suspendedUntil) {
        this.judged = judged;
        this.suspended = suspended;
        this.suspendedUntil = suspendedUntil;
    }

    /** The promises of {@code memory} as of the end of {@code date}. */
    public static Promises of(DunningCase memory, AccountLedger ledger, Policy policy, LocalDate date) {
        if (memory.promises().isEmpty()) {
            return new Promises(List.of(), Map.of(), Map.of());
        }
        List<PromiseToPay> ordered = memory.promises().stream()
                .filter(promise -> !promise.recordedOn().isAfter(date))
                .sorted(RECORDED)
                .toList();
        Map<DocumentId, Long> spentOfPayment = new HashMap<>();
        Map<ReceivableId, Long> spentOnItem = new HashMap<>();
        Map<ReceivableId, Long> suspended = new LinkedHashMap<>();
        Map<ReceivableId, LocalDate> until = new HashMap<>();
        List<Judged> judged = new ArrayList<>();
        for (PromiseToPay promise : ordered) {
            LocalDate graceEnd = policy.creditorCalendar().plusBusinessDays(promise.date(), policy.promiseGrace());
            boolean inForce = !promise.awaitingApproval()
                    && promise.cancelled().filter(day -> !day.isAfter(date)).isEmpty();
            if (!inForce) {
                judged.add(new Judged(promise, PromiseStatus.NOT_IN_FORCE, graceEnd, 0));
                continue;
            }
            long amount = promise.amount().getAmountMinorLong();
            long paid = paidTowards(promise, ledger, earlier(date, graceEnd), amount, spentOfPayment);
            long tolerance = policy.tolerance().minor(promise.amount().getCurrencyUnit());
            PromiseStatus status = paid >= amount - tolerance
                    ? PromiseStatus.KEPT
                    : !date.isAfter(graceEnd)
                            ? PromiseStatus.LIVE
                            : Math.multiplyExact(paid, 2L) >= amount ? PromiseStatus.PARTLY_KEPT : PromiseStatus.BROKEN;
            judged.add(new Judged(promise, status, graceEnd, paid));
            suspend(promise, ledger, date, status, graceEnd, spentOnItem, suspended, until);
        }
        return new Promises(List.copyOf(judged), suspended, until);
    }

    private static void suspend(
            PromiseToPay promise,
            AccountLedger ledger,
            LocalDate date,
            PromiseStatus status,
            LocalDate graceEnd,
            Map<ReceivableId, Long> spentOnItem,
            Map<ReceivableId, Long> suspended,
            Map<ReceivableId, LocalDate> until) {
        for (PromiseToPay.Share share : promise.shares()) {
            long matched = matchedSince(promise, ledger, share.receivable(), date);
            long spent = spentOnItem.getOrDefault(share.receivable(), 0L);
            long lowered = Math.min(share.amount().getAmountMinorLong(), Math.max(0, matched - spent));
            spentOnItem.put(share.receivable(), spent + lowered);
            long left = share.amount().getAmountMinorLong() - lowered;
            if (status == PromiseStatus.LIVE && left > 0) {
                suspended.merge(share.receivable(), left, Math::addExact);
                until.merge(share.receivable(), graceEnd, (a, b) -> a.isAfter(b) ? a : b);
            }
        }
    }

    /** What is still to come of a part of a promise by the end of {@code date}, payments matched to its invoice counted; at least 0. */
    public static Money left(PromiseToPay promise, PromiseToPay.Share share, AccountLedger ledger, LocalDate date) {
        long paid = Math.max(0, matchedSince(promise, ledger, share.receivable(), date));
        long part = share.amount().getAmountMinorLong();
        return Money.ofMinor(share.amount().getCurrencyUnit(), part - Math.min(part, paid));
    }

    private static long matchedSince(PromiseToPay promise, AccountLedger ledger, ReceivableId id, LocalDate date) {
        long sum = 0;
        for (Movement movement : ledger.movements(id)) {
            if (movement.kind() == Movement.Kind.PAYMENT
                    && !movement.effective().isAfter(date)
                    && isLater(movement.document(), movement.recordedAt(), promise)) {
                sum = Math.addExact(sum, movement.amount().getAmountMinorLong());
            }
        }
        return sum;
    }

    private static long paidTowards(
            PromiseToPay promise,
            AccountLedger ledger,
            LocalDate until,
            long wanted,
            Map<DocumentId, Long> spentOfPayment) {
        Set<ReceivableId> named = new HashSet<>();
        promise.shares().forEach(share -> named.add(share.receivable()));
        Map<DocumentId, Long> matched = new HashMap<>();
        Map<DocumentId, Long> used = new HashMap<>();
        ledger.receivables()
                .forEach(receivable -> ledger.movements(receivable.id()).stream()
                        .filter(m -> m.kind() == Movement.Kind.PAYMENT
                                && !m.effective().isAfter(until))
                        .forEach(m -> {
                            used.merge(m.document(), m.amount().getAmountMinorLong(), Math::addExact);
                            if (named.contains(receivable.id())) {
                                matched.merge(m.document(), m.amount().getAmountMinorLong(), Math::addExact);
                            }
                        }));
        long sum = 0;
        List<Payment> recorded = ledger.payments().stream()
                .filter(p -> isLater(p.id(), p.recordedAt(), promise) && p.standsOn(until))
                .filter(p ->
                        p.amount().getCurrencyUnit().equals(promise.amount().getCurrencyUnit()))
                .sorted(Comparator.comparing(Payment::recordedAt).thenComparing(Payment::id))
                .toList();
        for (Payment payment : recorded) {
            long unmatched = payment.amount().getAmountMinorLong() - used.getOrDefault(payment.id(), 0L);
            long available = matched.getOrDefault(payment.id(), 0L)
                    + Math.max(0, unmatched)
                    - spentOfPayment.getOrDefault(payment.id(), 0L);
            long take = Math.min(Math.max(0, available), wanted - sum);
            if (take > 0) {
                spentOfPayment.merge(payment.id(), take, Math::addExact);
                sum = Math.addExact(sum, take);
            }
        }
        return sum;
    }

    private static boolean isLater(DocumentId document, java.time.Instant recordedAt, PromiseToPay promise) {
        int byInstant = recordedAt.compareTo(promise.recordedAt());
        return byInstant != 0 ? byInstant > 0 : document.value().compareTo(promise.id()) > 0;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    /** Every promise recorded by the day, in the order in which they were. */
    public List<Judged> judged() {
        return judged;
    }

    /** What live promises keep from being asked for on one receivable, minor units, at least 0. */
    long suspendedOf(ReceivableId id) {
        return suspended.getOrDefault(id, 0L);
    }

    /** The last day of the promises that suspend a receivable. */
    Optional<LocalDate> suspendedUntil(ReceivableId id) {
        return Optional.ofNullable(suspendedUntil.get(id));
    }

    /**
     * The newest broken promise that names a receivable: of those that broke on one day, the one recorded last. Its number
     * among the promises naming the receivable, in the order in which they were recorded, stays the same whatever becomes
     * of the others.
     */
    Optional<Failure> lastFailure(ReceivableId id) {
        Failure last = null;
        int number = 0;
        for (Judged each : judged) {
            if (each.promise().shareOf(id).isPresent()) {
                number++;
                LocalDate from = each.failedOn().orElse(null);
                if (from != null && (last == null || !from.isBefore(last.from()))) {
                    last = new Failure(number, from);
                }
            }
        }
        return Optional.ofNullable(last);
    }

    /** How many promises came to {@code status}. */
    public long count(PromiseStatus status) {
        return judged.stream().filter(j -> j.status() == status).count();
    }

    /**
     * Whether a promise goes beyond the limits of the policy: more than {@code maxPromises} on one of its invoices, or more
     * than {@code maxPromiseDays} ahead. Recording such a one needs approval, and until then it suspends nothing.
     */
    public static boolean needsApproval(DunningCase memory, PromiseToPay promise, Policy policy) {
        boolean tooFar = promise.date().isAfter(promise.recordedOn().plusDays(policy.maxPromiseDays()));
        boolean tooMany = promise.shares().stream()
                .anyMatch(share -> memory.promises().stream()
                                .filter(other -> !other.id().equals(promise.id())
                                        && other.shareOf(share.receivable()).isPresent())
                                .count()
                        >= policy.maxPromises());
        return tooFar || tooMany;
    }
}
