package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.receivable.AccountId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CaseRecord;
import io.relance.storage.CommitId;
import io.relance.storage.CommitOutcome;
import io.relance.storage.StoredCase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has accounts looked at by the next run, whatever their case holds and though it can't be read. A mark is a commit like any
 * other: whoever has read the account before it and decides afterwards conflicts with it, and decides again.
 */
public final class ReviewMarks {
    private final EngineSettings settings;

    /** The marks of an engine with these settings. */
    public ReviewMarks(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * Marks accounts as due for review on {@code day} at the latest. One that is due is marked all the same: who is deciding about
     * it has perhaps read its ledger before.
     *
     * @param accounts of one page
     * @throws IllegalStateException when others change them again and again meanwhile
     */
    public void mark(Collection<AccountId> accounts, LocalDate day) {
        List<AccountId> left = List.copyOf(accounts);
        for (int i = 0; i < Writer.ATTEMPTS && !left.isEmpty(); i++) {
            left = conflicting(left, day);
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(left.size() + " accounts, the first " + left.get(0)
                    + ", could not be marked as due for review: they" + " were changed by others " + Writer.ATTEMPTS
                    + " times meanwhile");
        }
    }

    private List<AccountId> conflicting(List<AccountId> accounts, LocalDate day) {
        Map<AccountId, StoredCase> found = settings.store().find(accounts);
        List<AccountCommit> commits = new ArrayList<>();
        for (AccountId account : accounts) {
            Optional<CaseRecord> before =
                    Optional.ofNullable(found.get(account)).map(StoredCase::head);
            commits.add(commit(account, before, day));
        }
        List<AccountId> conflicting = new ArrayList<>();
        List<CommitOutcome> outcomes =
                commits.isEmpty() ? List.of() : settings.store().commit(commits);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == CommitOutcome.CONFLICT) {
                conflicting.add(commits.get(i).account());
            }
        }
        return conflicting;
    }

    private AccountCommit commit(AccountId account, Optional<CaseRecord> before, LocalDate day) {
        CaseRecord marked = before.map(head -> new CaseRecord(
                        account,
                        head.revision() + 1,
                        head.events(),
                        head.chain(),
                        head.decidedUnder(),
                        head.reviewOn().filter(review -> review.isBefore(day)).or(() -> Optional.of(day)),
                        head.open(),
                        head.stamp(),
                        head.body()))
                .orElseGet(() -> new CaseRecord(
                        account,
                        1,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(day),
                        false,
                        Optional.empty(),
                        settings.bodies()
                                .head(
                                        DunningCase.empty(account),
                                        settings.bodies().keys().of(account))));
        CommitId id = new CommitId(new Sha256()
                .add("review")
                .add(settings.owner())
                .add(account.creditor())
                .add(account.customer())
                .add(marked.revision())
                .add(settings.clock().instant())
                .hex());
        return new AccountCommit(
                id,
                marked,
                marked.revision() - 1,
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of());
    }
}
