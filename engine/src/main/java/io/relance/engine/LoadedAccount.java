package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import io.relance.storage.CaseRecord;
import io.relance.storage.OutboxEntry;
import io.relance.storage.OutboxState;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What the store has of an account.
 *
 * @param head empty: nothing yet
 * @param inline whether the messages and tasks are not stored as parts yet, but in the head, as an earlier version wrote them
 * @param key under which what is stored of it is sealed
 * @param entries those of the outbox that were loaded with it
 */
record LoadedAccount(
        AccountId account,
        Optional<CaseRecord> head,
        DunningCase memory,
        boolean inline,
        AccountKey key,
        Map<MessageId, OutboxEntry> entries) {
    LoadedAccount {
        entries = Map.copyOf(entries);
    }

    long revision() {
        return head.map(CaseRecord::revision).orElse(0L);
    }

    /** Whether a message is being handed over: until that has come back nothing is decided. */
    boolean isBusy() {
        return entries.values().stream().anyMatch(entry -> entry.state() == OutboxState.SENDING);
    }

    /** The entry of a message; empty when it was not loaded, or there is none. */
    Optional<OutboxEntry> find(MessageId message) {
        return Optional.ofNullable(entries.get(message));
    }

    /** The entry of a message. */
    OutboxEntry entry(MessageId message) {
        OutboxEntry entry = entries.get(message);
        if (entry == null) {
            throw new IllegalStateException("message " + message + " of " + account + " is not in the outbox");
        }
        return entry;
    }

    /** Whether a decision of a later day was made, or a message recorded as handed over on one: the past is not decided again. */
    boolean isDecidedAfter(LocalDate date) {
        return memory.decided().filter(day -> day.isAfter(date)).isPresent()
                || memory.messages().stream()
                        .anyMatch(message ->
                                message.wasHandedOver() && message.on().isAfter(date));
    }
}
