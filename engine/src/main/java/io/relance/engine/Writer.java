package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Commits what is made of one account: read again and done again when somebody else was faster. */
final class Writer {
    /** How often a change is tried. */
    static final int ATTEMPTS = 10;

    private final EngineSettings settings;
    private final CaseFile file;

    Writer(EngineSettings settings) {
        this.settings = settings;
        this.file = new CaseFile(settings.store());
    }

    /**
     * Applies {@code change} to the account as it is now; empty: nothing is to be done.
     *
     * @return the change that was stored, if any
     */
    Optional<Change> apply(AccountId account, Function<LoadedAccount, Optional<Change>> change) {
        return apply(account, (loaded, leaseLost) -> change.apply(loaded));
    }

    /** As {@link #apply(AccountId, Function)}; the function also hears whether the lease turned out to be lost. */
    Optional<Change> apply(AccountId account, BiFunction<LoadedAccount, Boolean, Optional<Change>> change) {
        boolean leaseLost = false;
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Change> wanted = change.apply(file.loadWhole(account), leaseLost);
            if (wanted.isEmpty() || wanted.get().isEmpty()) {
                return Optional.empty();
            }
            InstantSource clock = settings.clock();
            AccountCommit commit =
                    BrokenAccountException.guard(account, () -> wanted.get().commit(clock.instant(), settings.owner()));
            CommitOutcome outcome = settings.store().commit(List.of(commit)).get(0);
            switch (outcome) {
                case STORED, REPLAYED -> {
                    return wanted;
                }
                case LEASE_LOST -> leaseLost = true;
                case CONFLICT -> {}
            }
        }
        throw new BrokenAccountException(
                account,
                "it was changed by others " + ATTEMPTS
                        + " times while a change was being stored; nothing of that change is stored");
    }
}
