package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the accounts looked at again of which a message was given up before this engine was built: it may have other templates,
 * which no change of books or policy tells. Once for each creditor. For several threads.
 */
final class GivenUpBefore {
    private static final int PAGE = 500;

    private final EngineSettings settings;
    private final CaseFile file;
    private final ReviewMarks marks;
    private final Set<CreditorId> seen = ConcurrentHashMap.newKeySet();

    GivenUpBefore(EngineSettings settings) {
        this.settings = settings;
        this.file = new CaseFile(settings);
        this.marks = new ReviewMarks(settings);
    }

    void look(CreditorId creditor) {
        if (seen.contains(creditor)) {
            return;
        }
        Optional<String> after = Optional.empty();
        do {
            Page<OutboxEntry> page =
                    settings.store().outbox(new OutboxQuery(creditor, Set.of(), Set.of(OutboxState.DEAD), after, PAGE));
            Set<AccountId> accounts = new LinkedHashSet<>();
            page.items().forEach(entry -> accounts.add(entry.account()));
            if (!accounts.isEmpty()) {
                // one that can't be read is found by the run itself
                file.load(List.copyOf(accounts), broken -> accounts.remove(broken.account()))
                        .forEach((id, account) -> {
                            if (account.memory().tasks().stream().noneMatch(GivenUp::isWaitedFor)) {
                                accounts.remove(id);
                            }
                        });
                marks.mark(accounts, LocalDate.EPOCH);
            }
            after = page.next();
        } while (after.isPresent());
        seen.add(creditor);
    }
}
