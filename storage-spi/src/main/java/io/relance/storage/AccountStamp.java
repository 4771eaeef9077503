package io.relance.storage;

import io.relance.receivable.AccountId;
import java.util.Optional;

/**
 * A listed account.
 *
 * @param stamp anything that differs whenever the account's ledger does (a counter, a newest change); empty: the books have
 *     none, and the engine reads and hashes the ledger in every run. It is stored in the clear, and outlives an erasure: nothing of
 *     a person may be guessed from it
 */
public record AccountStamp(AccountId account, Optional<String> stamp) {}
