package io.relance.engine;

import io.relance.ChainCheck;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.CaseRecord;
import io.relance.storage.CaseSummary;
import io.relance.storage.DunningStore;
import io.relance.storage.EventHash;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Page;
import io.relance.storage.StoredCase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks that the stored events are those that were recorded. Needs no keys: the hashes are of what is stored. */
public final class Evidence {
    private static final int PAGE = 500;
    private static final int ATTEMPTS = 10;

    private final DunningStore store;

    /** Looks at what {@code store} has. */
    public Evidence(DunningStore store) {
        this.store = store;
    }

    /** Checks every account of a creditor, in the order of their ids. */
    public void verify(CreditorId creditor, Consumer<ChainCheck> consumer) {
        Optional<AccountId> after = Optional.empty();
        List<AccountId> page;
        do {
            page = store.cases(creditor, after, PAGE).stream()
                    .map(CaseSummary::account)
                    .toList();
            Map<AccountId, StoredCase> found = store.find(page);
            for (AccountId account : page) {
                ChainCheck check =
                        verify(account, Optional.ofNullable(found.get(account)).map(StoredCase::head));
                consumer.accept(check.isIntact() ? check : verify(account));
            }
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        } while (page.size() == PAGE);
    }

    /** Checks one account; one of which nothing is stored has no events, which is right. */
    public ChainCheck verify(AccountId account) {
        Optional<CaseRecord> head = head(account);
        ChainCheck check = verify(account, head);
        for (int i = 0; i < ATTEMPTS && !check.isIntact(); i++) {
            Optional<CaseRecord> now = head(account);
            if (now.equals(head)) {
                return check;
            }
            // a commit in between looks like an event too many
            head = now;
            check = verify(account, head);
        }
        return check;
    }

    private Optional<CaseRecord> head(AccountId account) {
        return Optional.ofNullable(store.find(List.of(account)).get(account)).map(StoredCase::head);
    }

    private ChainCheck verify(AccountId account, Optional<CaseRecord> head) {
        EventChain chain = new EventChain(Optional.empty());
        long count = 0;
        Optional<String> after = Optional.empty();
        Page<EventRecord> page;
        do {
            page = store.events(new EventQuery(account.creditor(), Optional.of(account), after, PAGE));
            for (EventRecord event : page.items()) {
                count++;
                if (event.sequence() != count) {
                    return wrong(
                            account,
                            count,
                            chain,
                            "event " + count + " is missing: after event " + (count - 1) + " comes event "
                                    + event.sequence());
                }
                if (!event.account().equals(account) || !chain.follows(event)) {
                    return wrong(
                            account,
                            count,
                            chain,
                            "event " + count + " (" + event.type() + " of " + event.day()
                                    + ") is not as it was recorded, or an event before it was altered, removed or moved");
                }
            }
            after = page.next();
        } while (!page.items().isEmpty() && after.isPresent());
        long recorded = head.map(CaseRecord::events).orElse(0L);
        if (recorded != count) {
            return wrong(account, count, chain, recorded + " events were recorded, and " + count + " are there");
        }
        Optional<EventHash> last = head.flatMap(CaseRecord::chain);
        if (!last.equals(chain.last())) {
            return wrong(account, count, chain, "the newest event is another than was recorded");
        }
        return new ChainCheck(account, count, chain.last(), Optional.empty());
    }

    private static ChainCheck wrong(AccountId account, long count, EventChain chain, String problem) {
        return new ChainCheck(account, count, chain.last(), Optional.of(problem));
    }
}
