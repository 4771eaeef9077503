package io.relance.engine;

import io.relance.storage.AccountCommit;
import io.relance.storage.CasePart;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxState;
import io.relance.storage.PartKey;
import io.relance.testkit.ForwardingStore;
import java.util.ArrayList;
import java.util.List;

/** Keeps the commits that were stored. */
final class WrittenCommits extends ForwardingStore {
    private final List<AccountCommit> stored = new ArrayList<>();

    WrittenCommits(DunningStore store) {
        super(store);
    }

    @Override
    public List<CommitOutcome> commit(List<AccountCommit> commits) {
        List<CommitOutcome> outcomes = super.commit(commits);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == CommitOutcome.STORED) {
                stored.add(commits.get(i));
            }
        }
        return outcomes;
    }

    void forget() {
        stored.clear();
    }

    AccountCommit last() {
        return stored.get(stored.size() - 1);
    }

    /** The newest commit by which an entry got into a state. */
    AccountCommit last(OutboxState state) {
        return stored.stream()
                .filter(commit -> commit.changed().stream()
                        .anyMatch(change -> change.entry().state() == state))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** The parts of a kind that were written, by all commits. */
    List<CasePart> parts(PartKey.Kind kind) {
        return stored.stream()
                .flatMap(commit -> commit.parts().stream())
                .filter(part -> part.key().kind() == kind)
                .toList();
    }

    /** All bodies of a commit. */
    static int bytes(AccountCommit commit) {
        int bytes = commit.head().body().length();
        bytes += commit.parts().stream().mapToInt(part -> part.body().length()).sum();
        bytes += commit.tasks().stream().mapToInt(task -> task.body().length()).sum();
        bytes += commit.events().stream()
                .mapToInt(event -> event.body().length())
                .sum();
        bytes += commit.changed().stream()
                .flatMap(change -> change.entry().rendered().stream())
                .mapToInt(body -> body.length())
                .sum();
        return bytes;
    }
}
