package io.relance.claim;

import io.relance.receivable.Receivable;
import java.util.Optional;
import org.joda.money.Money;

/**
 * What the law grants for one invoice as of a day.
 *
 * @param receivable the invoice
 * @param terms by which it is claimed; empty when {@code none} says why nothing is
 * @param interest empty when none has accrued
 * @param flatSum for the cost of recovery, in the currency of the law, which need not be that of the invoice; empty when
 *     none is owed or none is raised, or when it goes by the size of a debt that is in another currency
 * @param none why nothing is claimed, for people; empty when something is
 */
public record InvoiceClaims(
        Receivable receivable,
        Optional<StatutoryTerms> terms,
        Optional<LateInterest> interest,
        Optional<Money> flatSum,
        Optional<String> none) {
    static InvoiceClaims none(Receivable receivable, String why) {
        return new InvoiceClaims(receivable, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why));
    }
}
