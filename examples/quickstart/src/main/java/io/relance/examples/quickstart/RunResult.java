package io.relance.examples.quickstart;

import java.util.List;
import java.util.Optional;

/**
 * What a run leaves.
 *
 * @param accounts by id
 * @param counts of all its days
 * @param notTaken what could not be handed over for now, for people
 * @param troubled messages of the creditor, of this run or an earlier one, that a person must look at, by customer
 */
record RunResult(
        List<AccountDay> accounts, RunCounts counts, Optional<String> notTaken, List<UnsentMessage> troubled) {}
