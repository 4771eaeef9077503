package io.relance;

import io.relance.receivable.AccountId;

/**
 * An account that a run could not deal with: it stays as it was, and the next run tries again.
 *
 * @param why what was thrown, on one line
 */
public record BrokenAccount(AccountId account, String why) {}
