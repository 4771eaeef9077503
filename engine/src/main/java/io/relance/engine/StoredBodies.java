package io.relance.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.relance.account.DunningCase;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.CaseCodec;
import io.relance.json.EventCodec;
import io.relance.json.HandOver;
import io.relance.json.HandOverCodec;
import io.relance.receivable.AccountId;
import io.relance.receivable.ReceivableId;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.EventRecord;
import io.relance.storage.OutboxEntry;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Writes and reads the bodies that the store keeps, sealed under the keys of their accounts where there are any, and remembers
 * the newest of them and those asked for often: what was just decided is looked at again when it is handed over, and again with
 * the receipt, and the same bytes always say the same. For several threads.
 */
public final class StoredBodies {
    /** What is remembered of each kind, counted by the bodies and what an object costs; what they say takes twice as much. */
    private static final int MOST_BYTES = 8 << 20;

    /** What remembering a body costs however short it is. */
    private static final int EACH = 250;

    private static final String HEAD = "head of the case";

    private record Head(AccountId account, Body body) {}

    private final Cache<Head, DunningCase> heads;
    private final Cache<Body, ReceivableProgress> parts;
    private final Cache<Body, HandOver> handOvers;
    private final AccountKeys keys;

    /**
     * Remembers nothing yet, and never more than some 20 MB of bodies.
     *
     * @param keys under which bodies are sealed; empty: they are not
     */
    public StoredBodies(Optional<PersonalDataKeys> keys) {
        this(keys, MOST_BYTES);
    }

    StoredBodies(Optional<PersonalDataKeys> keys, int mostBytes) {
        this.keys = new AccountKeys(keys);
        this.heads = newest(mostBytes, head -> head.body().length());
        this.parts = newest(mostBytes, Body::length);
        this.handOvers = newest(mostBytes / 4, Body::length);
    }

    AccountKeys keys() {
        return keys;
    }

    /** What is stored of a case; parts that were erased are left out. */
    DunningCase read(AccountId account, StoredCase stored, AccountKey key) {
        Body head = stored.head().body();
        // what is remembered of an account whose key is gone must not be written anew under the next one
        key.requireFit(account, HEAD, head);
        List<ReceivableProgress> progress = stored.parts().stream()
                .filter(part -> part.body().length() > 0)
                .map(part -> part(account, part, key))
                .toList();
        return heads.get(
                        new Head(account, head),
                        known -> CaseCodec.decode(account, plainHead(stored.head(), key), List.of()))
                .withProgress(progress);
    }

    private ReceivableProgress part(AccountId account, CasePart part, AccountKey key) {
        key.requireFit(account, partOf(part.receivable()), part.body());
        return parts.get(part.body(), body -> CaseCodec.part(plainPart(account, part, key)));
    }

    byte[] plainHead(CaseRecord head, AccountKey key) {
        return key.open(head.account(), HEAD, head.body());
    }

    byte[] plainPart(AccountId account, CasePart part, AccountKey key) {
        return key.open(account, partOf(part.receivable()), part.body());
    }

    /** The head of a case. */
    Body head(DunningCase memory, AccountKey key) {
        Body body = key.seal(memory.account(), HEAD, CaseCodec.head(memory));
        heads.put(new Head(memory.account(), body), memory.withProgress(List.of()));
        return body;
    }

    /** The part of one receivable. */
    Body part(AccountId account, ReceivableProgress progress, AccountKey key) {
        Body body = key.seal(account, partOf(progress.receivable()), CaseCodec.part(progress));
        parts.put(body, progress);
        return body;
    }

    private static String partOf(ReceivableId receivable) {
        return "part " + receivable;
    }

    /** A task. */
    Body task(AccountId account, TaskState task, AccountKey key) {
        return key.seal(account, taskOf(task.id()), CaseCodec.task(task));
    }

    /** The task in a record. */
    TaskState task(TaskRecord task, AccountKey key) {
        return CaseCodec.task(plainTask(task, key));
    }

    byte[] plainTask(TaskRecord task, AccountKey key) {
        return key.open(task.account(), taskOf(task.id()), task.body());
    }

    private static String taskOf(String id) {
        return "task " + id;
    }

    /** An event, the {@code sequence}-th of its account. */
    Body event(AccountId account, long sequence, AccountEvent event, AccountKey key) {
        return key.seal(account, eventOf(sequence), EventCodec.encode(event));
    }

    /** The event in a record. */
    AccountEvent event(EventRecord event, AccountKey key) {
        return EventCodec.decode(plainEvent(event, key));
    }

    byte[] plainEvent(EventRecord event, AccountKey key) {
        return key.open(event.account(), eventOf(event.sequence()), event.body());
    }

    private static String eventOf(long sequence) {
        return "event " + sequence;
    }

    /** What is handed over with a message of an account. */
    Body handOver(AccountId account, HandOver what) {
        Body body = keys.of(account).seal(account, handOverOf(what.delivery().message()), HandOverCodec.encode(what));
        handOvers.put(body, what);
        return body;
    }

    /** What is handed over with an entry that is being sent. */
    HandOver rendered(OutboxEntry sending) {
        Body body = sending.rendered()
                .orElseThrow(() -> new IllegalStateException(
                        "message " + sending.message() + " is being sent, and nothing was rendered"));
        return handOvers.get(
                body, stored -> HandOverCodec.decode(plainHandOver(sending, stored, keys.of(sending.account()))));
    }

    byte[] plainHandOver(OutboxEntry entry, Body rendered, AccountKey key) {
        return key.open(entry.account(), handOverOf(entry.message()), rendered);
    }

    private static String handOverOf(MessageId message) {
        return "hand-over " + message;
    }

    /** Forgets all that was read and written. */
    void forget() {
        heads.invalidateAll();
        parts.invalidateAll();
        handOvers.invalidateAll();
    }

    /**
     * Values by what they were read from. What is forgotten is forgotten in the thread that reads or writes: an engine has no
     * threads of its own.
     */
    private static <K, V> Cache<K, V> newest(int mostBytes, ToIntFunction<K> length) {
        return Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((K key, V value) -> EACH + length.applyAsInt(key))
                .executor(Runnable::run)
                .build();
    }
}
