package io.relance.examples.quickstart;

import io.relance.account.RaisedClaim;
import io.relance.claim.InvoiceClaims;
import io.relance.claim.LateInterest;
import io.relance.money.MoneyBag;
import java.util.Collection;
import org.joda.money.CurrencyUnit;

/** Sums of claims by currency: what the law grants, what was asked for, and what became of that. */
final class ClaimTotals {
    private MoneyBag interest = MoneyBag.empty();
    private MoneyBag flatSums = MoneyBag.empty();
    private MoneyBag raised = MoneyBag.empty();
    private MoneyBag paid = MoneyBag.empty();
    private MoneyBag open = MoneyBag.empty();
    private MoneyBag notRaised = MoneyBag.empty();

    /** Adds those of an invoice. */
    void add(InvoiceClaims claims) {
        interest = interest.plus(MoneyBag.sum(claims.interest().stream().toList(), LateInterest::amount));
        flatSums = flatSums.plus(MoneyBag.of(claims.flatSum().stream().toList()));
        raised = raised.plus(MoneyBag.sum(claims.raised(), RaisedClaim::amount));
        paid = paid.plus(MoneyBag.sum(claims.raised(), RaisedClaim::paid));
        open = open.plus(MoneyBag.sum(claims.raised(), RaisedClaim::open));
        notRaised = notRaised
                .plus(MoneyBag.sum(claims.newInterest().stream().toList(), LateInterest::amount))
                .plus(MoneyBag.of(claims.newFlatSum().stream().toList()));
    }

    /** Granted by law. */
    MoneyBag interest() {
        return interest;
    }

    /** Granted by law. */
    MoneyBag flatSums() {
        return flatSums;
    }

    /** Asked for, paid or not. */
    MoneyBag raised() {
        return raised;
    }

    /** Of what was asked for. */
    MoneyBag paid() {
        return paid;
    }

    /** What is asked for no more, without having been paid. */
    MoneyBag waived() {
        return raised.minus(paid).minus(open);
    }

    /** Still asked for. */
    MoneyBag open() {
        return open;
    }

    /** Granted, and not asked for so far. */
    MoneyBag notRaised() {
        return notRaised;
    }

    /** Of all that is summed up here. */
    Collection<CurrencyUnit> currencies() {
        return interest.plus(flatSums).plus(raised).plus(notRaised).currencies();
    }
}
