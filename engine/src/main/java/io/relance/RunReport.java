package io.relance;

import java.util.List;

/**
 * What a run did.
 *
 * @param accounts looked at
 * @param decided decided about
 * @param busy left for the next run, since a message of theirs is being handed over elsewhere
 * @param ahead left alone by a run, though something happened, since they were decided for a later day, or a message went to them on one
 * @param planned new messages that are ready to go
 * @param proposed new messages that await approval
 * @param cancelled messages that will not go
 * @param tasks raised
 * @param accepted messages that a channel took
 * @param waiting messages that stay ready, for a day that allows them, or for books as fresh as the policy demands
 * @param held messages that stay ready for a later moment, outside the hours of their channel or above its limit
 * @param deferred hand-overs that failed and are tried again, perhaps over another channel
 * @param failed messages that no channel takes
 * @param dead messages given up: tried too often, or impossible to write
 * @param inDoubt messages of which nobody knows whether they were taken
 * @param reported what channels told of messages that they had taken before
 * @param bounced of those: messages that came back undeliverable
 * @param unknown what channels told of messages that are not known here; each time that it is told, up to 30 days
 * @param listenerFailures what listeners threw
 * @param broken accounts left as they were, since something about them failed that is no fault of books or store as a whole
 * @param brokenAccounts which, with the cause; the first {@value #MAX_LISTED}
 */
public record RunReport(
        int accounts,
        int decided,
        int busy,
        int ahead,
        int planned,
        int proposed,
        int cancelled,
        int tasks,
        int accepted,
        int waiting,
        int held,
        int deferred,
        int failed,
        int dead,
        int inDoubt,
        int reported,
        int bounced,
        int unknown,
        int listenerFailures,
        int broken,
        List<BrokenAccount> brokenAccounts) {
    /** How many broken accounts are listed at most. */
    public static final int MAX_LISTED = 100;

    /** Copies the list. */
    public RunReport {
        brokenAccounts = List.copyOf(brokenAccounts);
    }

    /**
     * Whether a person must look: a message failed for good, was given up, came back or is in doubt, or an account is broken.
     */
    public boolean needsAttention() {
        return failed + dead + inDoubt + bounced + broken > 0;
    }
}
