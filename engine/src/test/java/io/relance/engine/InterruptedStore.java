package io.relance.engine;

import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import io.relance.storage.DunningStore;
import io.relance.testkit.ForwardingStore;
import java.util.List;

/** Lets something else happen just before its commits, once or every time. */
final class InterruptedStore extends ForwardingStore {
    private final Runnable interruption;
    private final int times;
    private int done;

    InterruptedStore(DunningStore store, Runnable interruption) {
        this(store, interruption, 1);
    }

    InterruptedStore(DunningStore store, Runnable interruption, int times) {
        super(store);
        this.interruption = interruption;
        this.times = times;
    }

    @Override
    public List<CommitOutcome> commit(List<AccountCommit> commits) {
        if (!commits.isEmpty() && done < times) {
            done++;
            interruption.run();
        }
        return super.commit(commits);
    }
}
