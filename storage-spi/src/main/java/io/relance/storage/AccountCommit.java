package io.relance.storage;

import io.relance.receivable.AccountId;
import java.util.List;
import java.util.Set;

/**
 * All that one decision, one command or one receipt changes about an account; stored whole or not at all.
 *
 * @param commitId the same id twice is stored once
 * @param head the new head, its revision one above {@code expectedRevision}
 * @param expectedRevision the revision on which this builds; 0: there is no case yet
 * @param parts those that change; they take the place of the ones with their key, the others stay
 * @param planned executions that this plans: none of them may be there yet
 * @param released executions that came to nothing, taken away before {@code planned} is looked at; absent ones are ignored
 * @param added new entries of the outbox
 * @param changed entries of the outbox that become others
 * @param tasks tasks added, or put in the place of those with their id
 * @param events to be appended, their sequences following {@code head.events()} of the revision before
 * @param names by which the account is known from now on, besides those that it has; the same again changes nothing
 */
public record AccountCommit(
        CommitId commitId,
        CaseRecord head,
        long expectedRevision,
        List<CasePart> parts,
        Set<ExecutionKey> planned,
        Set<ExecutionKey> released,
        List<OutboxEntry> added,
        List<OutboxChange> changed,
        List<TaskRecord> tasks,
        List<EventRecord> events,
        Set<AccountName> names) {
    /** @throws IllegalArgumentException when the revision does not follow, or something is of another account */
    public AccountCommit {
        parts = List.copyOf(parts);
        planned = Set.copyOf(planned);
        released = Set.copyOf(released);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        names = Set.copyOf(names);
        if (head.revision() != expectedRevision + 1) {
            throw new IllegalArgumentException("revision " + head.revision() + " of " + head.account()
                    + " does not follow revision " + expectedRevision);
        }
        AccountId account = head.account();
        boolean ofOne = added.stream().allMatch(entry -> entry.account().equals(account))
                && changed.stream().allMatch(change -> change.entry().account().equals(account))
                && tasks.stream().allMatch(task -> task.account().equals(account))
                && events.stream().allMatch(event -> event.account().equals(account));
        if (!ofOne) {
            throw new IllegalArgumentException("a commit for " + account + " holds something of another account");
        }
    }

    /** Whose. */
    public AccountId account() {
        return head.account();
    }
}
