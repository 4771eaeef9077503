package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Commits what is made of accounts: each read again and done again when somebody else was faster, each time after a pause that
 * differs from node to node.
 */
final class Writer {
    /** How often a change is tried. */
    static final int ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final EngineSettings settings;
    private final CaseFile file;
    private final Consumer<Duration> sleep;

    Writer(EngineSettings settings) {
        this(settings, Writer::sleep);
    }

    /** A writer that pauses by {@code sleep}. */
    Writer(EngineSettings settings, Consumer<Duration> sleep) {
        this.settings = settings;
        this.sleep = sleep;
        this.file = new CaseFile(settings);
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
        int failures = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (i > 0) {
                sleep.accept(pause(account, i));
            }
            Optional<Change> wanted = change.apply(file.loadWhole(account), leaseLost);
            if (wanted.isEmpty() || wanted.get().isEmpty()) {
                return Optional.empty();
            }
            InstantSource clock = settings.clock();
            AccountCommit commit =
                    BrokenAccountException.guard(account, () -> wanted.get().commit(clock.instant(), settings));
            CommitOutcome outcome = settings.store().commit(List.of(commit)).get(0);
            switch (outcome) {
                case STORED, REPLAYED -> {
                    wanted.get().tally().listenersFailed(failures);
                    settings.listeners().stored(wanted.get());
                    return wanted;
                }
                case LEASE_LOST -> leaseLost = true;
                case CONFLICT -> failures += settings.listeners().conflicted(account);
            }
        }
        throw new BrokenAccountException(
                account,
                "it was changed by others " + ATTEMPTS
                        + " times while a change was being stored; nothing of that change is stored");
    }

    /**
     * As {@link #apply(AccountId, BiFunction)} for several accounts: read together and stored together, each by itself. What
     * conflicts is done again, one by one. The accounts are loaded with the entries of messages that are not over alone.
     *
     * @param broken told of each account that something is wrong with; nothing of it is stored
     * @return the changes that were stored
     */
    Map<AccountId, Change> apply(
            List<AccountId> accounts,
            BiFunction<LoadedAccount, Boolean, Optional<Change>> change,
            Consumer<BrokenAccountException> broken) {
        List<Change> wanted = new ArrayList<>();
        List<AccountCommit> commits = new ArrayList<>();
        file.load(accounts, broken).forEach((account, loaded) -> {
            try {
                change.apply(loaded, false).filter(made -> !made.isEmpty()).ifPresent(made -> {
                    commits.add(BrokenAccountException.guard(
                            account, () -> made.commit(settings.clock().instant(), settings)));
                    wanted.add(made);
                });
            } catch (BrokenAccountException e) {
                broken.accept(e);
            }
        });
        Map<AccountId, Change> stored = new LinkedHashMap<>();
        if (commits.isEmpty()) {
            return stored;
        }
        List<CommitOutcome> outcomes = settings.store().commit(commits);
        Map<AccountId, Integer> again = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Change made = wanted.get(i);
            if (outcomes.get(i) == CommitOutcome.STORED || outcomes.get(i) == CommitOutcome.REPLAYED) {
                settings.listeners().stored(made);
                stored.put(made.account(), made);
            } else {
                boolean conflict = outcomes.get(i) == CommitOutcome.CONFLICT;
                again.put(made.account(), conflict ? settings.listeners().conflicted(made.account()) : 0);
            }
        }
        again.forEach((account, failures) -> {
            try {
                apply(account, change).ifPresent(made -> {
                    made.tally().listenersFailed(failures);
                    stored.put(account, made);
                });
            } catch (BrokenAccountException e) {
                broken.accept(e);
            }
        });
        return stored;
    }

    private Duration pause(AccountId account, int attempt) {
        Duration longest = FIRST_PAUSE.multipliedBy(1L << attempt);
        return Jitter.upTo(
                longest.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longest, settings.owner(), account, attempt);
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            // whoever interrupts hears of it when the change is through; it goes on without pauses
            Thread.currentThread().interrupt();
        }
    }
}
