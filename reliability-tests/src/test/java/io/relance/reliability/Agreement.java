package io.relance.reliability;

import io.relance.Relance;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.StepExecution;
import io.relance.account.StepState;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.DunningStore;
import io.relance.storage.EventQuery;
import io.relance.storage.EventRecord;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxQuery;
import io.relance.storage.OutboxState;
import io.relance.storage.StoredCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is stored agrees with itself, and with what debtors got. */
final class Agreement {
    private static final int MOST = 1_000_000;

    private final DunningStore store;
    private final Relance observer;
    private final Predicate<MessageId> arrived;
    private final List<String> broken = new ArrayList<>();

    private Agreement(DunningStore store, Relance observer, Predicate<MessageId> arrived) {
        this.store = store;
        this.observer = observer;
        this.arrived = arrived;
    }

    /** Where it does not. */
    static List<String> broken(Office office) {
        List<AccountId> readable = office.accounts().stream()
                .filter(account -> !office.isHalfErased(account))
                .toList();
        return broken(readable, office.store, office.observer, office::has);
    }

    /**
     * Where it does not.
     *
     * @param accounts all of one creditor
     * @param observer an engine on the store that asks, and never runs
     * @param arrived whether a debtor got a message
     */
    static List<String> broken(
            Collection<AccountId> accounts, DunningStore store, Relance observer, Predicate<MessageId> arrived) {
        Agreement agreement = new Agreement(store, observer, arrived);
        Map<AccountId, Map<MessageId, OutboxEntry>> entries = new HashMap<>();
        store.outbox(new OutboxQuery(Office.ACME, Set.of(), Set.of(), Optional.empty(), MOST))
                .items()
                .forEach(entry -> entries.computeIfAbsent(entry.account(), id -> new HashMap<>())
                        .put(entry.message(), entry));
        accounts.forEach(account -> agreement.look(account, entries.getOrDefault(account, Map.of())));
        return agreement.broken;
    }

    private void look(AccountId account, Map<MessageId, OutboxEntry> entries) {
        DunningCase memory = observer.memory(account);
        for (MessageState message : memory.messages()) {
            OutboxEntry entry = entries.get(message.id());
            if (entry == null || !states(message.status()).contains(entry.state())) {
                broken.add(account + ": the case says " + message.status() + " of " + message.id() + ", the outbox "
                        + entry);
            }
        }
        entries.forEach((id, entry) -> {
            boolean live = entry.state() == OutboxState.READY
                    || entry.state() == OutboxState.SENDING
                    || entry.state() == OutboxState.AWAITING_APPROVAL;
            if (live && memory.message(id).isEmpty()) {
                broken.add(account + ": the case does not know of " + entry);
            }
            if (entry.state() == OutboxState.ACCEPTED && !arrived.test(id)) {
                broken.add(account + ": nobody ever got " + entry + ", which is said to have been taken");
            }
        });
        memory.progress().values().forEach(progress -> steps(memory, progress));
        events(account);
    }

    private static Set<OutboxState> states(MessageState.Status status) {
        return switch (status) {
            case AWAITING_APPROVAL -> Set.of(OutboxState.AWAITING_APPROVAL);
            case READY -> Set.of(OutboxState.READY, OutboxState.SENDING);
            case ACCEPTED -> Set.of(OutboxState.ACCEPTED);
            case IN_DOUBT -> Set.of(OutboxState.IN_DOUBT);
            case CANCELLED -> Set.of(OutboxState.CANCELLED);
            case FAILED -> Set.of(OutboxState.REJECTED, OutboxState.DEAD);
            case BOUNCED -> Set.of(OutboxState.BOUNCED);
        };
    }

    private void steps(DunningCase memory, ReceivableProgress progress) {
        for (StepExecution step : progress.steps()) {
            Optional<MessageState> message = step.message().flatMap(memory::message);
            boolean agree = message.isEmpty()
                    || switch (step.state()) {
                        case PLANNED -> message.get().isOutstanding();
                        case DONE -> message.get().wasHandedOver();
                        case IN_DOUBT -> message.get().status() == MessageState.Status.IN_DOUBT;
                        case RETURNED, SKIPPED -> true;
                    };
            if (!agree
                    || (step.state() == StepState.PLANNED
                            && step.message().isEmpty()
                            && step.task().isEmpty())) {
                broken.add(memory.account() + ": " + progress.receivable() + " says " + step + ", and " + message);
            }
        }
    }

    private void events(AccountId account) {
        List<EventRecord> events = store.events(
                        new EventQuery(account.creditor(), Optional.of(account), Optional.empty(), MOST))
                .items();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).sequence() != i + 1) {
                broken.add(account + ": event " + events.get(i).sequence() + " is the " + (i + 1) + "th");
            }
        }
        StoredCase stored = store.find(List.of(account)).get(account);
        if (stored != null && stored.head().events() != events.size()) {
            broken.add(account + ": " + events.size() + " events, and the head counts "
                    + stored.head().events());
        }
        observer.verify(account).problem().ifPresent(what -> broken.add(account + ": " + what));
    }
}
