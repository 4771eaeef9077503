package io.relance;

import io.relance.account.TaskState;
import io.relance.receivable.AccountId;
import io.relance.risk.AccountPriority;
import java.time.LocalDate;

/**
 * An open task in its place on somebody's agenda.
 *
 * @param customer the customer's name
 * @param on the day it is for: the day by which it is due, but not before the agenda's own; the agenda's own, when it has none
 * @param priority of its account on the agenda's day, with its reasons
 */
public record AgendaEntry(AccountId account, String customer, TaskState task, LocalDate on, AccountPriority priority) {}
