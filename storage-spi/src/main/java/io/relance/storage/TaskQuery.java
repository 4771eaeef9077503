package io.relance.storage;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.util.Optional;

/**
 * Asks for tasks.
 *
 * @param account of this one alone; empty: of every account of the creditor
 * @param team of this one alone; empty: of every team
 * @param openOnly without those that are done
 * @param after where the page before ended; empty: from the start
 * @param limit at most so many, at least 1
 */
public record TaskQuery(
        CreditorId creditor,
        Optional<AccountId> account,
        Optional<String> team,
        boolean openOnly,
        Optional<String> after,
        int limit) {}
