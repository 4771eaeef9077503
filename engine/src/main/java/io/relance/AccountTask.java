package io.relance;

import io.relance.account.TaskState;
import io.relance.receivable.AccountId;

/** A task and whose account it is about. */
public record AccountTask(AccountId account, TaskState task) {}
