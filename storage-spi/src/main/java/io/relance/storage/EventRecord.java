package io.relance.storage;

import io.relance.receivable.AccountId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that happened to an account.
 *
 * @param sequence from 1, without gaps within the account
 * @param at when it was recorded
 * @param day the business date
 * @param type what it is, for those who only want to count
 * @param hash of all this and of the hash of the event before: the chain that shows a later change
 */
public record EventRecord(
        AccountId account, long sequence, Instant at, LocalDate day, String type, Body body, EventHash hash) {}
