package io.relance;

import io.relance.engine.Tally;
import io.relance.receivable.AccountId;
import java.util.stream.Stream;

/**
 * An account that a run or a proposal could not deal with: it stays as it was, and the next one tries again.
 *
 * @param why what was thrown, on one line
 */
public record BrokenAccount(AccountId account, String why) {
    /** The broken accounts of a tally, in the order met. */
    static Stream<BrokenAccount> of(Tally tally) {
        return tally.broken().entrySet().stream().map(broken -> new BrokenAccount(broken.getKey(), broken.getValue()));
    }
}
