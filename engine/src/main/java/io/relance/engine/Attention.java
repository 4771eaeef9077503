package io.relance.engine;

import io.relance.account.MessageState;
import io.relance.account.TaskState;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds messages that a person must look at: given up, refused by everybody, or in doubt, and not seen to yet. */
public final class Attention {
    private static final int PAGE = 500;
    private static final Set<OutboxState> STATES =
            Set.of(OutboxState.DEAD, OutboxState.REJECTED, OutboxState.BOUNCED, OutboxState.IN_DOUBT);

    /**
     * A message to look at.
     *
     * @param task the work that it raised; empty for one in doubt
     */
    public record Troubled(OutboxEntry entry, MessageState message, Optional<TaskState> task) {}

    private final EngineSettings settings;
    private final CaseFile file;

    /** Of an engine with these settings. */
    public Attention(EngineSettings settings) {
        this.settings = settings;
        this.file = new CaseFile(settings);
    }

    /** One page, perhaps an empty one with others after it. */
    public Page<Troubled> page(CreditorId creditor, Optional<String> after) {
        Page<OutboxEntry> page = settings.store().outbox(new OutboxQuery(creditor, Set.of(), STATES, after, PAGE));
        Set<AccountId> accounts = new LinkedHashSet<>();
        page.items().forEach(entry -> accounts.add(entry.account()));
        Map<AccountId, LoadedAccount> loaded = accounts.isEmpty()
                ? Map.of()
                // runs name those that can't be read; they hide nothing of the others
                : file.load(accounts, broken -> {});
        List<Troubled> found = new ArrayList<>();
        for (OutboxEntry entry : page.items()) {
            LoadedAccount account = loaded.get(entry.account());
            if (account != null) {
                troubled(entry, account).ifPresent(found::add);
            }
        }
        return new Page<>(found, page.next());
    }

    private static Optional<Troubled> troubled(OutboxEntry entry, LoadedAccount account) {
        Optional<MessageState> message = account.memory().message(entry.message());
        if (entry.state() == OutboxState.IN_DOUBT) {
            return message.map(known -> new Troubled(entry, known, Optional.empty()));
        }
        String id = entry.state() == OutboxState.DEAD
                ? GivenUp.taskOf(entry.message())
                : Unreachable.taskOf(entry.message());
        Optional<TaskState> task = account.memory().task(id).filter(TaskState::isOpen);
        return task.flatMap(open -> message.map(known -> new Troubled(entry, known, task)));
    }
}
