package io.relance.examples.quickstart;

import java.util.List;

/**
 * What a run leaves.
 *
 * @param accounts by id
 * @param counts of all its days
 * @param unanswered what could not be handed over or withdrawn for now, in sentences for people
 * @param troubled messages of the creditor, of this run or an earlier one, that a person must look at, by customer
 */
record RunResult(List<AccountDay> accounts, RunCounts counts, List<String> unanswered, List<UnsentMessage> troubled) {}
