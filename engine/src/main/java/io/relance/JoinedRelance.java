package io.relance;

import io.relance.account.DunningCase;
import io.relance.engine.Command;
import io.relance.engine.Commands;
import io.relance.engine.EngineSettings;
import io.relance.engine.ReviewMarks;
import io.relance.receivable.AccountId;
import io.relance.storage.Page;
import io.relance.storage.TaskQuery;
import java.time.LocalDate;
import java.util.List;

/**
 * What people do and ask, in a transaction of the host: stored when the host commits it, and as if it had never been when the
 * host rolls it back. Made by {@link Relance#on}.
 *
 * <p>It hands nothing over and has no runs, for what was handed over can't be rolled back. It has nothing to close. No listener
 * is told what happened here, for nobody knows yet whether it will have happened: {@link Relance#events} tells once it has.
 */
public final class JoinedRelance {
    private final EngineSettings settings;
    private final Commands commands;
    private final ReviewMarks marks;

    JoinedRelance(EngineSettings settings) {
        this.settings = settings;
        this.commands = new Commands(settings);
        this.marks = new ReviewMarks(settings);
    }

    /** As {@link Relance#account}. */
    public AccountCommands account(AccountId account, String actor, LocalDate day) {
        settings.policy(account.creditor());
        return new AccountCommands(commands, Command.of(account, actor, day));
    }

    /** As {@link Relance#changed}. */
    public void changed(AccountId account) {
        settings.policy(account.creditor());
        marks.mark(List.of(account), LocalDate.EPOCH);
    }

    /** As {@link Relance#memory}, with what the transaction did to it. */
    public DunningCase memory(AccountId account) {
        return commands.memory(account);
    }

    /** As {@link Relance#tasks}, with what the transaction did to them. */
    public Page<AccountTask> tasks(TaskQuery query) {
        return commands.tasks(query);
    }

    /** As {@link Relance#timeline}, with what happened in the transaction. */
    public List<TimelineEntry> timeline(AccountId account) {
        return TimelineEntry.all(commands, account);
    }
}
