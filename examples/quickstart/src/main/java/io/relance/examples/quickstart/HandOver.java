package io.relance.examples.quickstart;

import io.relance.account.MessageState;
import io.relance.delivery.DeliveryReceipt;
import io.relance.plan.Decision;
import io.relance.receivable.AccountLedger;

/** What becomes of a message that leaves today. */
@FunctionalInterface
interface HandOver {
    /** Hands the message over, as decided. */
    DeliveryReceipt handOver(AccountLedger ledger, Decision decision, MessageState message);
}
