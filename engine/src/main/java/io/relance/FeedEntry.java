package io.relance;

import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import java.time.Instant;

/**
 * An event of one of a creditor's accounts.
 *
 * @param sequence its number within the account, from 1; with the account it names the event for ever
 * @param at when it was recorded
 * @param event {@link AccountEvent.ContentErased} when the account was erased since
 */
public record FeedEntry(AccountId account, long sequence, Instant at, AccountEvent event) {}
