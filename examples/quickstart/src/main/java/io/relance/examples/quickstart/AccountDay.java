package io.relance.examples.quickstart;

import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.plan.Decision;
import io.relance.plan.ItemOutcome;
import io.relance.receivable.AccountLedger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What was decided about one account on the last day of a run, its messages handed over. */
record AccountDay(AccountLedger ledger, Decision decision) {
    /** What is remembered. */
    DunningCase memory() {
        return decision.memory();
    }

    /** The open invoices, by due date, then number. */
    List<ItemOutcome> openInvoices() {
        return decision.items().stream()
                .filter(item -> item.open().isPositive() && item.instalmentOf().isEmpty())
                .toList();
    }

    /** When to look again if nothing changes; empty: never. */
    Optional<LocalDate> nextReview() {
        return memory().nextReview();
    }

    /** How many tasks were created that day. */
    int tasks() {
        return (int) memory().tasks().stream()
                .filter(task -> task.raised().equals(decision.date()))
                .count();
    }

    /** How many proposals wait for a person. */
    int awaitingApproval() {
        return (int) memory().messages().stream()
                .filter(message -> message.status() == MessageState.Status.AWAITING_APPROVAL)
                .count();
    }
}
