package io.relance.payment;

import io.relance.payment.PaymentEvent.Change.Confirmed;
import io.relance.payment.PaymentEvent.Change.Disputed;
import io.relance.payment.PaymentEvent.Change.Expired;
import io.relance.payment.PaymentEvent.Change.Failed;
import io.relance.payment.PaymentEvent.Change.Pending;
import io.relance.payment.PaymentEvent.Change.Refunded;
import io.relance.payment.PaymentEvent.OfRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * How a request stands, read from its events. In whatever order and however often they come, the same events give the same
 * progress, so that callbacks need neither be sorted nor be told apart before they are read.
 *
 * <p>Events are ordered by their instant; at the same instant {@code Pending} comes before {@code Failed}, that before {@code
 * Confirmed} and that before {@code Disputed}; then by id. Of each kind the last one counts, and of refunds the largest sum,
 * since each says what was given back so far. Then
 *
 * <ol>
 *   <li>the last of {@code Failed, Confirmed, Disputed} decides: a payment may fail after it was confirmed, and a dispute that
 *       is dropped is confirmed again;
 *   <li>{@code Pending} after a failure opens it again (the provider tries once more); after a confirmation or a dispute it was
 *       merely told late, and without any of them it is under way;
 *   <li>{@code Expired} counts only when nothing else happened: what is paid can't expire;
 *   <li>a refund without any of these says that it had come in; what is under way is what was pending or confirmed less what
 *       was given back, and when nothing is left of it, it was refunded.
 * </ol>
 *
 * <p>An event about another request is not for it, and it can't tell. Immutable; equal when the events were the same.
 *
 * @param requested what was asked for
 * @param pending the last of its kind; as the others
 * @param refunded the most that was given back
 */
public record PaymentProgress(
        Money requested,
        Optional<OfRequest> pending,
        Optional<OfRequest> confirmed,
        Optional<OfRequest> failed,
        Optional<OfRequest> disputed,
        Optional<OfRequest> expired,
        Optional<OfRequest> refunded) {
    private static final Comparator<OfRequest> ORDER = Comparator.comparing(OfRequest::at)
            .thenComparing(PaymentProgress::stage)
            .thenComparing(OfRequest::id);
    private static final Comparator<OfRequest> BY_SUM = Comparator.<OfRequest, Money>comparing(
                    event -> ((Refunded) event.change()).amount())
            .thenComparing(ORDER);

    /** Of a request for so much, of which nothing was told. */
    public static PaymentProgress of(Money requested) {
        return new PaymentProgress(
                requested,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * This and one more event; the same when it has been read before.
     *
     * @throws IllegalArgumentException when the event's amount is of another currency than the request's: a fault of the provider
     */
    public PaymentProgress plus(OfRequest event) {
        amountOf(event)
                .filter(amount -> !amount.getCurrencyUnit().equals(requested.getCurrencyUnit()))
                .ifPresent(amount -> {
                    throw new IllegalArgumentException("a payment was requested in " + requested.getCurrencyUnit()
                            + ", but its event " + event.id() + " is in " + amount.getCurrencyUnit());
                });
        PaymentEvent.Change change = event.change();
        return new PaymentProgress(
                requested,
                change instanceof Pending ? later(pending, event, ORDER) : pending,
                change instanceof Confirmed ? later(confirmed, event, ORDER) : confirmed,
                change instanceof Failed ? later(failed, event, ORDER) : failed,
                change instanceof Disputed ? later(disputed, event, ORDER) : disputed,
                change instanceof Expired ? later(expired, event, ORDER) : expired,
                change instanceof Refunded ? later(refunded, event, BY_SUM) : refunded);
    }

    private static Optional<OfRequest> later(Optional<OfRequest> known, OfRequest event, Comparator<OfRequest> order) {
        return known.filter(before -> order.compare(before, event) >= 0).or(() -> Optional.of(event));
    }

    private static int stage(OfRequest event) {
        PaymentEvent.Change change = event.change();
        return change instanceof Pending ? 0 : change instanceof Failed ? 1 : change instanceof Confirmed ? 2 : 3;
    }

    /** How it stands. */
    public PaymentState state() {
        Optional<OfRequest> decisive = decisive();
        if (decisive.isEmpty()) {
            return expired.isPresent() ? PaymentState.EXPIRED : PaymentState.OPEN;
        }
        PaymentEvent.Change change = decisive.get().change();
        if (change instanceof Failed) {
            return PaymentState.FAILED;
        }
        if (change instanceof Disputed) {
            return PaymentState.DISPUTED;
        }
        if (!left(change).isPositive()) {
            return PaymentState.REFUNDED;
        }
        return change instanceof Pending ? PaymentState.PENDING : PaymentState.CONFIRMED;
    }

    /**
     * What keeps reminders away: what was pending or confirmed less what was given back.
     *
     * @return above 0; empty in any other state than {@code PENDING} and {@code CONFIRMED}
     */
    public Optional<Money> underWay() {
        PaymentState state = state();
        return state == PaymentState.PENDING || state == PaymentState.CONFIRMED
                ? decisive().map(event -> left(event.change()))
                : Optional.empty();
    }

    /** When what decided the state happened; empty as long as it is {@code OPEN}. */
    public Optional<Instant> since() {
        return decisive().or(() -> expired).map(OfRequest::at);
    }

    /** The event that decides, expiry apart. */
    private Optional<OfRequest> decisive() {
        Optional<OfRequest> settled =
                Stream.of(failed, confirmed, disputed).flatMap(Optional::stream).max(ORDER);
        if (settled.isPresent() && !(settled.get().change() instanceof Failed)) {
            return settled;
        }
        return settled.isEmpty()
                ? pending.or(() -> refunded)
                : pending.filter(retried -> ORDER.compare(retried, settled.get()) > 0)
                        .or(() -> settled);
    }

    private Money left(PaymentEvent.Change change) {
        Money amount = amountOf(change).orElse(requested);
        return refunded.map(event -> ((Refunded) event.change()).amount())
                .map(amount::minus)
                .orElse(amount);
    }

    private static Optional<Money> amountOf(OfRequest event) {
        return event.change() instanceof Refunded refund ? Optional.of(refund.amount()) : amountOf(event.change());
    }

    /** The amount that a change says, refunds apart. */
    private static Optional<Money> amountOf(PaymentEvent.Change change) {
        if (change instanceof Pending told) {
            return told.amount();
        }
        if (change instanceof Confirmed told) {
            return told.amount();
        }
        return change instanceof Disputed told ? told.amount() : Optional.empty();
    }

    /** The state, and what is under way. */
    @Override
    public String toString() {
        return state() + underWay().map(amount -> " " + amount).orElse("");
    }
}
