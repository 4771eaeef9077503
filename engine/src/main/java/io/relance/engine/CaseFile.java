package io.relance.engine;

import io.relance.account.MessageState;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.DunningStore;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.Page;
import io.relance.storage.StoredCase;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads accounts from the store. */
final class CaseFile {
    private static final int PAGE = 500;
    private static final Set<OutboxState> LIVE =
            Set.of(OutboxState.AWAITING_APPROVAL, OutboxState.READY, OutboxState.SENDING, OutboxState.IN_DOUBT);

    private final DunningStore store;
    private final StoredBodies bodies;

    CaseFile(EngineSettings settings) {
        this.store = settings.store();
        this.bodies = settings.bodies();
    }

    /**
     * The accounts, in the order given, with the entries of their messages that are not over yet.
     *
     * @param broken told of each whose case can't be read; it is not among them
     */
    Map<AccountId, LoadedAccount> load(Collection<AccountId> ids, Consumer<BrokenAccountException> broken) {
        Map<AccountId, StoredCase> stored = store.find(ids);
        // after the case: who has read it since it was erased has not the key that was destroyed before
        Map<AccountId, AccountKey> keys = bodies.keys().of(ids);
        Map<AccountId, ReadCase> cases = new HashMap<>();
        Set<AccountId> withMessages = new LinkedHashSet<>();
        Set<AccountId> unreadable = new HashSet<>();
        stored.forEach((id, found) -> {
            ReadCase read;
            try {
                read = decode(id, found, keys.getOrDefault(id, AccountKey.NONE));
            } catch (BrokenAccountException e) {
                broken.accept(e);
                unreadable.add(id);
                return;
            }
            cases.put(id, read);
            if (read.memory().messages().stream().anyMatch(CaseFile::isLive)) {
                withMessages.add(id);
            }
        });
        Map<AccountId, Map<MessageId, OutboxEntry>> entries = entries(withMessages, LIVE);
        Map<AccountId, LoadedAccount> loaded = new LinkedHashMap<>();
        for (AccountId id : ids) {
            if (unreadable.contains(id)) {
                continue;
            }
            ReadCase read = cases.getOrDefault(id, ReadCase.empty(id));
            LoadedAccount account = new LoadedAccount(
                    id,
                    Optional.ofNullable(stored.get(id)).map(StoredCase::head),
                    read.memory(),
                    read.inline(),
                    keys.getOrDefault(id, AccountKey.NONE),
                    entries.getOrDefault(id, Map.of()));
            if (isWhole(account)) {
                loaded.put(id, account);
                continue;
            }
            // somebody ended a message between the two reads
            try {
                loaded.put(id, loadWhole(id));
            } catch (BrokenAccountException e) {
                broken.accept(e);
            }
        }
        return loaded;
    }

    /** One account, with every entry of its messages. */
    LoadedAccount loadWhole(AccountId id) {
        Optional<StoredCase> stored =
                Optional.ofNullable(store.find(List.of(id)).get(id));
        AccountKey key = bodies.keys().of(id);
        Map<MessageId, OutboxEntry> entries = entries(Set.of(id), Set.of()).getOrDefault(id, Map.of());
        ReadCase read = stored.map(found -> decode(id, found, key)).orElseGet(() -> ReadCase.empty(id));
        return new LoadedAccount(id, stored.map(StoredCase::head), read.memory(), read.inline(), key, entries);
    }

    private static boolean isWhole(LoadedAccount account) {
        return account.memory().messages().stream()
                .filter(CaseFile::isLive)
                .allMatch(message -> account.entries().containsKey(message.id()));
    }

    private static boolean isLive(MessageState message) {
        return message.isOutstanding() || message.status() == MessageState.Status.IN_DOUBT;
    }

    private ReadCase decode(AccountId id, StoredCase found, AccountKey key) {
        if (Erasure.isBegun(found.head())) {
            throw new BrokenAccountException(id, "its erasure was begun and not finished: erase it again");
        }
        try {
            return BrokenAccountException.guard(id, () -> bodies.read(id, found, key));
        } catch (BrokenAccountException e) {
            if (e.getCause() instanceof KeyGoneException) {
                throw new BrokenAccountException(
                        id, "its key is no more: its erasure was begun and not finished, or keys were lost");
            }
            throw e;
        }
    }

    private Map<AccountId, Map<MessageId, OutboxEntry>> entries(Set<AccountId> accounts, Set<OutboxState> states) {
        Map<AccountId, Map<MessageId, OutboxEntry>> entries = new HashMap<>();
        if (accounts.isEmpty()) {
            return entries;
        }
        Optional<String> after = Optional.empty();
        do {
            Page<OutboxEntry> page =
                    store.outbox(new OutboxQuery(accounts.iterator().next().creditor(), accounts, states, after, PAGE));
            for (OutboxEntry entry : page.items()) {
                entries.computeIfAbsent(entry.account(), id -> new HashMap<>()).put(entry.message(), entry);
            }
            after = page.next();
        } while (after.isPresent());
        return entries;
    }
}
