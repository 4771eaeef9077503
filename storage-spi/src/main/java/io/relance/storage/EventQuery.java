package io.relance.storage;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.util.Optional;

/**
 * Asks for events.
 *
 * @param account the chain of this one, oldest first; empty: the feed of the creditor, in the order in which they were stored
 * @param after where the page before ended; empty: from the start
 * @param limit at most so many, at least 1
 */
public record EventQuery(CreditorId creditor, Optional<AccountId> account, Optional<String> after, int limit) {}
