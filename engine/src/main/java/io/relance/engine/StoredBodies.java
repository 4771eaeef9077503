package io.relance.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.relance.account.DunningCase;
import io.relance.account.MessageState;
import io.relance.account.ReceivableProgress;
import io.relance.account.TaskState;
import io.relance.delivery.MessageId;
import io.relance.history.AccountEvent;
import io.relance.json.CaseCodec;
import io.relance.json.CaseHead;
import io.relance.json.EventCodec;
import io.relance.json.HandOver;
import io.relance.json.HandOverCodec;
import io.relance.json.Placed;
import io.relance.json.StoredBodyException;
import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.CaseRecord;
import io.relance.storage.EventRecord;
import io.relance.storage.OutboxEntry;
import io.relance.storage.PartKey;
import io.relance.storage.PersonalDataKeys;
import io.relance.storage.StoredCase;
import io.relance.storage.TaskRecord;
import java.util.ArrayList;
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

    /** Without any of their parts: the same head may go with others. */
    private final Cache<Head, CaseHead> heads;

    private final Cache<Body, ReceivableProgress> parts;
    private final Cache<Body, Placed<MessageState>> messages;
    private final Cache<Body, Placed<TaskState>> tasks;
    private final Cache<Body, HandOver> handOvers;
    private final AccountKeys keys;

    /**
     * Remembers nothing yet, and never more than some 24 MB of bodies.
     *
     * @param keys under which bodies are sealed; empty: they are not
     */
    public StoredBodies(Optional<PersonalDataKeys> keys) {
        this(keys, MOST_BYTES);
    }

    StoredBodies(Optional<PersonalDataKeys> keys, int mostBytes) {
        this.keys = new AccountKeys(keys);
        this.heads = newest(mostBytes / 2, head -> head.body().length());
        this.parts = newest(mostBytes, Body::length);
        this.messages = newest(mostBytes, Body::length);
        this.tasks = newest(mostBytes / 4, Body::length);
        this.handOvers = newest(mostBytes / 4, Body::length);
    }

    AccountKeys keys() {
        return keys;
    }

    /**
     * What is stored of a case; parts that were emptied are left out.
     *
     * @throws StoredBodyException when a body makes no sense, or messages or tasks are missing
     */
    ReadCase read(AccountId account, StoredCase stored, AccountKey key) {
        // what is remembered of an account whose key is gone must not be written anew under the next one
        requireFit(account, stored, key);
        CaseHead head = heads.get(
                new Head(account, stored.head().body()),
                known -> CaseCodec.head(account, plainHead(stored.head(), key)));
        List<ReceivableProgress> progress = new ArrayList<>();
        List<Placed<MessageState>> planned = new ArrayList<>();
        List<Placed<TaskState>> raised = new ArrayList<>();
        for (CasePart part : stored.parts()) {
            if (part.body().length() > 0) {
                switch (part.key().kind()) {
                    case RECEIVABLE -> progress.add(receivable(account, part, key));
                    case MESSAGE ->
                        planned.add(messages.get(
                                part.body(), body -> CaseCodec.messagePart(plainPart(account, part, key))));
                    case TASK ->
                        raised.add(tasks.get(part.body(), body -> CaseCodec.taskPart(plainPart(account, part, key))));
                }
            }
        }
        return new ReadCase(head.with(progress, planned, raised), head.isInline());
    }

    /** What a part says of a receivable. */
    ReceivableProgress receivable(AccountId account, CasePart part, AccountKey key) {
        return parts.get(part.body(), body -> CaseCodec.part(plainPart(account, part, key)));
    }

    /** @throws KeyGoneException when something of a case was sealed under another key, where there are keys */
    void requireFit(AccountId account, StoredCase stored, AccountKey key) {
        key.requireFit(account, HEAD, stored.head().body());
        stored.parts().forEach(part -> key.requireFit(account, "part", part.body()));
    }

    /** Whether a head that was not sealed has nothing in it, in whatever version it was written; not when it can't be read. */
    static boolean isEmpty(CaseRecord head) {
        try {
            return !AccountKey.isSealed(head.body())
                    && CaseCodec.head(head.account(), head.body().bytes()).isEmpty();
        } catch (StoredBodyException e) {
            return false;
        }
    }

    byte[] plainHead(CaseRecord head, AccountKey key) {
        return key.open(head.account(), HEAD, head.body());
    }

    byte[] plainPart(AccountId account, CasePart part, AccountKey key) {
        return key.open(account, labelOf(part.key()), part.body());
    }

    /** The head of a case. */
    Body head(DunningCase memory, AccountKey key) {
        Body body = key.seal(memory.account(), HEAD, CaseCodec.head(memory));
        heads.put(new Head(memory.account(), body), CaseHead.of(memory));
        return body;
    }

    /** The part of one receivable. */
    Body part(AccountId account, ReceivableProgress progress, AccountKey key) {
        Body body = key.seal(account, labelOf(PartKey.of(progress.receivable())), CaseCodec.part(progress));
        parts.put(body, progress);
        return body;
    }

    /** The part of one message. */
    Body message(AccountId account, Placed<MessageState> message, AccountKey key) {
        Body body = key.seal(account, labelOf(PartKey.of(message.value().id())), CaseCodec.messagePart(message));
        messages.put(body, message);
        return body;
    }

    /** The part of one task. */
    Body task(AccountId account, Placed<TaskState> task, AccountKey key) {
        Body body = key.seal(account, labelOf(PartKey.ofTask(task.value().id())), CaseCodec.taskPart(task));
        tasks.put(body, task);
        return body;
    }

    private static String labelOf(PartKey key) {
        return switch (key.kind()) {
            case RECEIVABLE -> "part " + key.id();
            case MESSAGE -> "message " + key.id();
            case TASK -> "part of task " + key.id();
        };
    }

    /** The record of a task. */
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

    /** As {@link #event(EventRecord, AccountKey)}; {@link AccountEvent.ContentErased} when the key is no more. */
    AccountEvent eventIfNotErased(EventRecord event, AccountKey key) {
        try {
            return event(event, key);
        } catch (KeyGoneException e) {
            return new AccountEvent.ContentErased(event.day(), event.type());
        }
    }

    byte[] plainEvent(EventRecord event, AccountKey key) {
        return key.open(event.account(), eventOf(event.sequence()), event.body());
    }

    private static String eventOf(long sequence) {
        return "event " + sequence;
    }

    /** What is handed over with a message of an account. */
    Body handOver(AccountId account, HandOver what, AccountKey key) {
        Body body = key.seal(account, handOverOf(what.delivery().message()), HandOverCodec.encode(what));
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
        messages.invalidateAll();
        tasks.invalidateAll();
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
