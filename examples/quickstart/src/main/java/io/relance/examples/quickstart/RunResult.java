package io.relance.examples.quickstart;

import java.util.List;

/**
 * What a run leaves.
 *
 * @param accounts by id
 * @param decided how many decisions, over all days, were made
 * @param ahead how many accounts, at most on one of the days, were decided for a later day before and left as they are
 * @param unsent how many messages, over all days, are in doubt, dead, or were taken by no channel
 * @param unsentMessages which, by customer
 */
record RunResult(List<AccountDay> accounts, int decided, int ahead, int unsent, List<UnsentMessage> unsentMessages) {}
