package io.relance.engine;

import io.relance.ChainCheck;
import io.relance.ChainSeal;
import io.relance.receivable.AccountId;
import io.relance.receivable.CreditorId;
import io.relance.storage.AccountOrder;
import io.relance.storage.CaseRecord;
import io.relance.storage.CaseSummary;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.Page;
import io.relance.storage.StoredCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** Checks every account of a creditor, and those of which there are seals, in the order of their ids. */
    public void verify(CreditorId creditor, Collection<ChainSeal> seals, Consumer<ChainCheck> consumer) {
        SortedMap<AccountId, List<ChainSeal>> sealed = byAccount(creditor, seals);
        Optional<AccountId> after = Optional.empty();
        List<AccountId> page;
        do {
            page = store.cases(creditor, after, PAGE).stream()
                    .map(CaseSummary::account)
                    .toList();
            Map<AccountId, StoredCase> found = store.find(page);
            for (AccountId account : page) {
                // those that are not listed any more
                each(sealed.headMap(account), consumer);
                List<ChainSeal> earlier =
                        Optional.ofNullable(sealed.remove(account)).orElse(List.of());
                ChainCheck check =
                        verify(account, Optional.ofNullable(found.get(account)).map(StoredCase::head), earlier);
                consumer.accept(check.isIntact() ? check : verify(account, earlier));
            }
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        } while (page.size() == PAGE);
        each(sealed, consumer);
    }

    private static SortedMap<AccountId, List<ChainSeal>> byAccount(CreditorId creditor, Collection<ChainSeal> seals) {
        SortedMap<AccountId, List<ChainSeal>> sealed = new TreeMap<>(AccountOrder.BY_BYTES);
        for (ChainSeal seal : seals) {
            if (!seal.account().creditor().equals(creditor)) {
                throw new IllegalArgumentException(
                        "a seal is of account " + seal.account() + ", which is none of creditor " + creditor);
            }
            sealed.computeIfAbsent(seal.account(), id -> new ArrayList<>()).add(seal);
        }
        return sealed;
    }

    private void each(SortedMap<AccountId, List<ChainSeal>> sealed, Consumer<ChainCheck> consumer) {
        sealed.forEach((account, seals) -> consumer.accept(verify(account, seals)));
        sealed.clear();
    }

    /** Checks one account; one of which nothing is stored has no events, which is right unless there are seals of it. */
    public ChainCheck verify(AccountId account, Collection<ChainSeal> seals) {
        Optional<CaseRecord> head = head(account);
        ChainCheck check = verify(account, head, seals);
        for (int i = 0; i < ATTEMPTS && !check.isIntact(); i++) {
            Optional<CaseRecord> now = head(account);
            if (now.equals(head)) {
                return check;
            }
            // a commit in between looks like an event too many
            head = now;
            check = verify(account, head, seals);
        }
        return check;
    }

    private Optional<CaseRecord> head(AccountId account) {
        return Optional.ofNullable(store.find(List.of(account)).get(account)).map(StoredCase::head);
    }

    private ChainCheck verify(AccountId account, Optional<CaseRecord> head, Collection<ChainSeal> seals) {
        EventChain chain = new EventChain(Optional.empty());
        long count = 0;
        Optional<String> after = Optional.empty();
        Page<EventRecord> page;
        do {
            page = store.events(new EventQuery(account.creditor(), Optional.of(account), after, PAGE));
            for (EventRecord event : page.items()) {
                count++;
                Optional<String> problem = problem(account, count, event, chain, seals);
                if (problem.isPresent()) {
                    return new ChainCheck(account, count, chain.last(), problem);
                }
            }
            after = page.next();
        } while (!page.items().isEmpty() && after.isPresent());
        return new ChainCheck(account, count, chain.last(), problem(count, chain, head, seals));
    }

    /** What is wrong with an event. */
    private static Optional<String> problem(
            AccountId account, long number, EventRecord event, EventChain chain, Collection<ChainSeal> seals) {
        if (event.sequence() != number) {
            return Optional.of("event " + number + " is missing: after event " + (number - 1) + " comes event "
                    + event.sequence());
        }
        String named = "event " + number + " (" + event.type() + " of " + event.day() + ")";
        if (!event.account().equals(account) || !chain.follows(event)) {
            return Optional.of(
                    named + " is not as it was recorded, or an event before it was altered, removed or moved");
        }
        boolean sealed = seals.stream()
                .allMatch(seal -> seal.events() != number || seal.last().equals(event.hash()));
        return sealed ? Optional.empty() : Optional.of(named + " is another than was sealed, or an event before it is");
    }

    /** What is wrong with all events together. */
    private static Optional<String> problem(
            long count, EventChain chain, Optional<CaseRecord> head, Collection<ChainSeal> seals) {
        long recorded = head.map(CaseRecord::events).orElse(0L);
        if (recorded != count) {
            return Optional.of(recorded + " events were recorded, and " + count + " are there");
        }
        if (!head.flatMap(CaseRecord::chain).equals(chain.last())) {
            return Optional.of("the newest event is another than was recorded");
        }
        long sealed = seals.stream().mapToLong(ChainSeal::events).max().orElse(0);
        return sealed > count
                ? Optional.of(sealed + " events were sealed, and " + (count == 0 ? "none is" : "only " + count + " are")
                        + " there")
                : Optional.empty();
    }
}
