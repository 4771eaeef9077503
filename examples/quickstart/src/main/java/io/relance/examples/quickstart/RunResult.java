package io.relance.examples.quickstart;

import java.util.List;

/**
 * What a run leaves.
 *
 * @param accounts by id
 * @param unsent how many messages, over all days, are in doubt, dead, or were taken by no channel
 * @param unsentMessages which, by customer
 */
record RunResult(List<AccountDay> accounts, int unsent, List<UnsentMessage> unsentMessages) {}
