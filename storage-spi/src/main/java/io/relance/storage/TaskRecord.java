package io.relance.storage;

import io.relance.receivable.AccountId;
import java.time.LocalDate;

/** A task: columns to search by, and the rest. */
public record TaskRecord(AccountId account, String id, String team, LocalDate raised, boolean open, Body body) {}
