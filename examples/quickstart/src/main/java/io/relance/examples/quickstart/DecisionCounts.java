package io.relance.examples.quickstart;

import io.relance.plan.ReasonCode;
import java.util.SortedMap;

/**
 * What was decided on a day.
 *
 * @param messages handed over that day, or to be; approvals apart
 * @param tasks created that day
 * @param awaitingApproval proposals that wait for a person
 * @param leftAlone open invoices by the reason for which they were left alone; only those above 0
 */
record DecisionCounts(int messages, int tasks, int awaitingApproval, SortedMap<ReasonCode, Integer> leftAlone) {}
