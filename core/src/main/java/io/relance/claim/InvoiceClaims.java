package io.relance.claim;

import io.relance.account.RaisedClaim;
import io.relance.delivery.MessageId;
import io.relance.receivable.Receivable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What the law grants for one invoice as of a day, and what was asked for of it.
 *
 * @param receivable the invoice
 * @param terms by which it is claimed; empty when {@code none} says why nothing is
 * @param interest in all; empty when none has accrued
 * @param flatSum for the cost of recovery, in the currency of the law, which need not be that of the invoice; empty when
 *     none is owed or none is raised, or when it goes by the size of a debt that is in another currency
 * @param raised the claims that were raised until the day, as they stand now; what they say was so when they were
 * @param newInterest what accrued after the last interest that was raised, rounded by itself; all of it when none was
 * @param newFlatSum the flat sum, as long as none was raised
 * @param none why nothing is claimed, for people; empty when something is
 * @param caution what of it is less than may be owed, and why, for people; empty when nothing is
 */
public record InvoiceClaims(
        Receivable receivable,
        Optional<StatutoryTerms> terms,
        Optional<LateInterest> interest,
        Optional<Money> flatSum,
        List<RaisedClaim> raised,
        Optional<LateInterest> newInterest,
        Optional<Money> newFlatSum,
        Optional<String> none,
        Optional<String> caution) {
    /** Copies the list. */
    public InvoiceClaims {
        raised = List.copyOf(raised);
    }

    static InvoiceClaims none(Receivable receivable, List<RaisedClaim> raised, String why) {
        return new InvoiceClaims(
                receivable,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                raised,
                Optional.empty(),
                Optional.empty(),
                Optional.of(why),
                Optional.empty());
    }

    /** The claims that a message raises which asks for all this: what is new, as far as it is above 0. */
    public List<RaisedClaim> toRaise(LocalDate on, Optional<MessageId> message) {
        List<RaisedClaim> claims = new ArrayList<>();
        newInterest
                .filter(late -> late.amount().isPositive())
                .map(late -> claim(RaisedClaim.Kind.INTEREST, late.amount(), late.accruals(), on, message))
                .ifPresent(claims::add);
        newFlatSum
                .map(sum -> claim(RaisedClaim.Kind.FLAT_SUM, sum, List.of(), on, message))
                .ifPresent(claims::add);
        return claims;
    }

    private RaisedClaim claim(
            RaisedClaim.Kind kind,
            Money amount,
            List<RaisedClaim.Accrual> accruals,
            LocalDate on,
            Optional<MessageId> message) {
        return new RaisedClaim(
                receivable.id(),
                kind,
                amount,
                accruals,
                on,
                message,
                Money.zero(amount.getCurrencyUnit()),
                Optional.empty());
    }
}
