package io.relance.account;

import io.relance.delivery.MessageId;
import io.relance.receivable.ReceivableId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A claim of late payment that was raised: an item of its own beside its invoice, paid or waived apart. What accrues after its
 * last day is another one.
 *
 * @param receivable the invoice that is or was late
 * @param amount what was asked for, as it was written; above 0
 * @param accruals of interest: what the amount is made of, in order of time, adding up to it; empty for a flat sum
 * @param raisedOn the day as of which it was reckoned
 * @param message what raised it; empty when a person waived it before anything did, or the message was erased
 * @param paid of it, in its currency; from 0 to the amount
 * @param waiver present when what is not paid of it is not asked for any more
 */
public record RaisedClaim(
        ReceivableId receivable,
        Kind kind,
        Money amount,
        List<Accrual> accruals,
        LocalDate raisedOn,
        Optional<MessageId> message,
        Money paid,
        Optional<Waiver> waiver) {
    /** What is claimed. */
    public enum Kind {
        /** Interest. */
        INTEREST,
        /** A sum for the cost of recovery, once for an invoice. */
        FLAT_SUM
    }

    /**
     * Interest for days of one balance and one rate.
     *
     * @param from the first day
     * @param to the last day, counted
     * @param balance what was open on each of them
     * @param percent the rate, percent a year
     * @param amount the share of these days in the claim
     */
    public record Accrual(LocalDate from, LocalDate to, Money balance, BigDecimal percent, Money amount) {}

    /**
     * That a claim is given up.
     *
     * @param actor who said so; blank when that was erased, with the reason
     */
    public record Waiver(LocalDate on, String actor, String why) {}

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when amounts don't fit: see above
     */
    public RaisedClaim {
        accruals = List.copyOf(accruals);
        if (!amount.isPositive() || paid.isNegative() || paid.isGreaterThan(amount)) {
            throw new IllegalArgumentException(
                    "a claim is for more than 0 and paid with 0 up to that, and not " + paid + " of " + amount);
        }
        if (accruals.isEmpty() == (kind == Kind.INTEREST)) {
            throw new IllegalArgumentException("interest, and nothing else, is made of accruals");
        }
        Money sum = accruals.stream().map(Accrual::amount).reduce(Money.zero(amount.getCurrencyUnit()), Money::plus);
        if (kind == Kind.INTEREST && !sum.isEqual(amount)) {
            throw new IllegalArgumentException("the accruals of a claim for " + amount + " add up to " + sum);
        }
    }

    /** Names it among the claims of its account: the invoice, the kind and, of interest, the last day. */
    public String id() {
        return receivable + ":" + kind + accruedUntil().map(day -> ":" + day).orElse("");
    }

    /** The last day whose interest is in it; empty for a flat sum. */
    public Optional<LocalDate> accruedUntil() {
        return accruals.isEmpty()
                ? Optional.empty()
                : Optional.of(accruals.get(accruals.size() - 1).to());
    }

    /** What is still asked for. */
    public Money open() {
        return waiver.isPresent() ? Money.zero(amount.getCurrencyUnit()) : amount.minus(paid);
    }

    /** The accruals with what is still asked for of each: payments count against the oldest first. */
    public List<Accrual> openAccruals() {
        Money left = open();
        List<Accrual> open = new ArrayList<>();
        for (int i = accruals.size() - 1; i >= 0; i--) {
            Accrual accrual = accruals.get(i);
            Money of = accrual.amount().isLessThan(left) ? accrual.amount() : left;
            left = left.minus(of);
            open.add(0, new Accrual(accrual.from(), accrual.to(), accrual.balance(), accrual.percent(), of));
        }
        return open;
    }

    /**
     * The same, with {@code more} of it paid.
     *
     * @throws IllegalArgumentException when that is not above 0, or more than is asked for
     */
    public RaisedClaim withPayment(Money more) {
        if (!more.isPositive() || more.isGreaterThan(open())) {
            throw new IllegalArgumentException(
                    "claim " + id() + ": " + open() + " is asked for, which " + more + " can't pay");
        }
        return new RaisedClaim(receivable, kind, amount, accruals, raisedOn, message, paid.plus(more), waiver);
    }

    /**
     * The same, given up as far as it is not paid.
     *
     * @throws IllegalArgumentException when nothing of it is asked for
     */
    public RaisedClaim waived(Waiver waived) {
        if (!open().isPositive()) {
            throw new IllegalArgumentException("claim " + id() + ": nothing of it is asked for any more");
        }
        return new RaisedClaim(receivable, kind, amount, accruals, raisedOn, message, paid, Optional.of(waived));
    }

    /** The same without what names people or their words: figures and days, so that nothing is asked for twice. */
    public RaisedClaim withoutPersons() {
        return new RaisedClaim(
                receivable,
                kind,
                amount,
                accruals,
                raisedOn,
                Optional.empty(),
                paid,
                waiver.map(waived -> new Waiver(waived.on(), "", "")));
    }
}
