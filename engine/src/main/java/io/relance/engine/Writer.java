package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.storage.AccountCommit;
import io.relance.storage.CommitOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Commits what is made of one account: read again and done again when somebody else was faster, each time after a pause that
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
