package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.MessageLine;
import io.relance.receivable.AccountLedger;
import io.relance.receivable.Receivable;
import io.relance.receivable.ReceivableId;
import io.relance.template.CollectionDay;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a message need not ask the customer to pay, because it is left to direct debit. What is collected by a debit that was asked for is under
 * way: no message asks for it.
 */
final class Collecting {
    /** The due dates of invoices that are left to direct debit. */
    private final Map<ReceivableId, LocalDate> left;

    Collecting(AccountLedger ledger, DunningCase memory) {
        this.left = ledger.receivables().stream()
                .filter(memory::isLeftToDirectDebit)
                .collect(Collectors.toMap(Receivable::id, Receivable::due));
    }

    /** When what a message says of an invoice soon due is collected; empty when the customer is to pay it. */
    Optional<CollectionDay> of(MessageLine line) {
        return Optional.ofNullable(left.get(line.receivable())).map(CollectionDay::onOrAfter);
    }
}
