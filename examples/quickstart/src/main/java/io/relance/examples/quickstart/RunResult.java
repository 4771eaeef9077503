package io.relance.examples.quickstart;

import java.util.List;

/**
 * What a run leaves.
 *
 * @param accounts by id
 * @param decided how many decisions, over all days, were made
 * @param unsent how many messages, over all days, are in doubt, dead, or were taken by no channel
 * @param unsentMessages which, by customer
 */
record RunResult(List<AccountDay> accounts, int decided, int unsent, List<UnsentMessage> unsentMessages) {}
