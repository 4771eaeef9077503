package io.relance.storage;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine must remember. Keys start with the creditor, and nothing is read or written across creditors.
 *
 * <p>Every method may be called by several threads and nodes at once, and is safe to call again. What it needs to know of now
 * is passed in; leases alone end by the store's own clock where it has one, so that nodes whose clocks differ agree. Whatever
 * fails is thrown; the engine stops, and what it was about is done by a later run.
 */
public interface DunningStore extends AutoCloseable {
    /**
     * The cases of accounts, as the newest commits left them.
     *
     * @param accounts at most {@link ReceivablesSource#MAX_ACCOUNTS}
     * @return those that have a case
     */
    Map<AccountId, StoredCase> find(Collection<AccountId> accounts);

    /**
     * Stores commits, each whole or not at all, whatever becomes of the others. Two for the same account are stored in the
     * order given. When it throws, each may or may not be stored, and may be given again.
     *
     * @return what became of each, in their order: {@code REPLAYED} when one of its id was stored before; {@code CONFLICT}
     *     when the case is at another revision, a planned execution is there already, an added entry's message is there
     *     already, or a changed entry is not in the expected state and attempt; {@code LEASE_LOST} when only the owner of a
     *     changed entry's lease is another; else {@code STORED}. A changed entry that is no longer {@link
     *     OutboxState#SENDING} loses its lease
     */
    List<CommitOutcome> commit(List<AccountCommit> commits);

    /** Whether a commit of this id was stored for the account, so that giving it again would be {@code REPLAYED}. */
    boolean isCommitted(AccountId account, CommitId commit);

    /**
     * The accounts of a creditor that are due for review on {@code date}, or were decided under another policy version, or
     * never although they have a case.
     *
     * @param after only accounts after this one; empty: from the first
     * @param limit at most so many, at least 1
     * @return in the order of {@link AccountOrder#BY_BYTES}; fewer than {@code limit} only when there are no more
     */
    List<AccountId> dueForReview(
            CreditorId creditor, LocalDate date, PolicyVersion current, Optional<AccountId> after, int limit);

    /** What can be told of a creditor's cases without reading them; paged as {@link #dueForReview}. */
    List<CaseSummary> cases(CreditorId creditor, Optional<AccountId> after, int limit);

    /**
     * Leases entries of the outbox: {@link OutboxState#READY} ones that are due and to be tried, and those in {@link
     * OutboxState#SENDING}, unless they are under a lease that has not ended. Nobody else gets them before the lease ends.
     *
     * @return creditors in turn, of each those due first first
     */
    List<Leased> claim(ClaimRequest request);

    /**
     * Ends leases before their time, for entries that their owner will not hand over after all: anybody may claim them at once.
     * One that is under another lease by now is left alone. By default nothing happens, for leases end by themselves.
     */
    default void release(List<Leased> leases) {}

    /**
     * Whose message it is: for what a channel reports later, which knows the message alone. Empty when it is in no outbox. This
     * and {@link #accountsNamed} are the questions across creditors; the engine makes no id of a message for two accounts.
     */
    Optional<AccountId> accountOf(MessageId message);

    /**
     * The accounts that were given a name in a commit, of whatever creditor, in the order of {@link AccountOrder#BY_BYTES}: for what
     * others report of what they know by that name alone. Empty when nobody was.
     */
    List<AccountId> accountsNamed(AccountName name);

    /** Entries of the outbox, by account, then message. */
    Page<OutboxEntry> outbox(OutboxQuery query);

    /** Tasks, by account, then the day raised, then id. */
    Page<TaskRecord> tasks(TaskQuery query);

    /**
     * One account's events by sequence, or one creditor's in an order in which a later page never misses what an earlier one
     * could not see yet.
     */
    Page<EventRecord> events(EventQuery query);

    /**
     * Keeps a version of a policy; the same again changes nothing.
     *
     * @throws IllegalStateException when the creditor has that version with another body: a version is written once
     */
    void putPolicy(PolicyDocument policy);

    /** A version of a creditor's policy; without a version the one that was put last. */
    Optional<PolicyDocument> policy(CreditorId creditor, Optional<PolicyVersion> version);

    /** Where the books of a creditor were left off; empty: nothing was put. */
    Optional<ChangeToken> changeToken(CreditorId creditor);

    /** Keeps where the books of a creditor were left off; the newest takes the place of the one before. */
    void putChangeToken(CreditorId creditor, ChangeToken token);

    /** Lets go of connections; called once, by the engine's own close. */
    @Override
    default void close() {}
}
