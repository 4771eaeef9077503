package io.relance.engine;

import io.relance.FeedEntry;
import io.relance.FeedPage;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened to the accounts of a creditor, in the order of the store's feed. */
public final class Feed {
    private final EngineSettings settings;

    /** The feeds of an engine with these settings. */
    public Feed(EngineSettings settings) {
        this.settings = settings;
    }

    /** A page of what is behind {@code after}. */
    public FeedPage page(CreditorId creditor, Optional<String> after, int limit) {
        if (limit < 1 || limit > FeedPage.MAX_ENTRIES) {
            throw new IllegalArgumentException(
                    "a page has between 1 and " + FeedPage.MAX_ENTRIES + " events, but " + limit + " were asked for");
        }
        Page<EventRecord> page = settings.store().events(new EventQuery(creditor, Optional.empty(), after, limit));
        Set<AccountId> sealed = page.items().stream()
                .filter(record -> AccountKey.isSealed(record.body()))
                .map(EventRecord::account)
                .collect(Collectors.toSet());
        // after the events: one that was sealed anew, since its account was erased, is read under the key that it was
        // sealed with
        Map<AccountId, AccountKey> keys = settings.bodies().keys().of(sealed);
        List<FeedEntry> entries = new ArrayList<>();
        for (EventRecord record : page.items()) {
            AccountKey key = keys.getOrDefault(record.account(), AccountKey.NONE);
            entries.add(new FeedEntry(record.account(), record.sequence(), record.at(), read(record, key)));
        }
        return new FeedPage(entries, page.next().or(() -> after));
    }

    /** Who goes on behind an event never sees it again: what can't be read is no more only when its key is. */
    private AccountEvent read(EventRecord record, AccountKey key) {
        StoredBodies bodies = settings.bodies();
        try {
            if (AccountKey.isSealed(record.body()) && !bodies.keys().exist()) {
                throw new IllegalStateException("it is encrypted, and this engine was built without personalDataKeys");
            }
            return bodies.eventIfNotErased(record, key);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "event " + record.sequence() + " of account " + record.account() + " can't be read: "
                            + e.getMessage(),
                    e);
        }
    }
}
