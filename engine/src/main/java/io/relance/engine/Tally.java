package io.relance.engine;

import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a run did. Lives for one run. */
public final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    /** What is counted. */
    public enum Of {
        /** Accounts looked at. */
        ACCOUNTS,
        /** Accounts decided about. */
        DECIDED,
        /** Accounts left for the next run, since a message of theirs is being handed over by another node. */
        BUSY,
        /** Accounts left alone, since they were decided for a later day. */
        AHEAD,
        /** New messages that are ready to go. */
        PLANNED,
        /** New messages that await approval. */
        PROPOSED,
        /** Messages cancelled. */
        CANCELLED,
        /** Tasks raised. */
        TASKS,
        /** Messages that a channel took. */
        ACCEPTED,
        /** Messages that stay ready, for a day that allows them, or for fresher books. */
        WAITING,
        /** Messages that stay ready, outside the hours of their channel or above its limit. */
        HELD,
        /** Hand-overs that failed and are tried again. */
        DEFERRED,
        /** Messages that no channel takes. */
        FAILED,
        /** What channels reported of messages that they had taken. */
        REPORTED,
        /** Of those: messages that came back undeliverable. */
        BOUNCED,
        /** What channels reported of messages that are not known. */
        UNKNOWN,
        /** What listeners threw. */
        LISTENER_FAILED,
        /** Messages given up. */
        DEAD,
        /** Messages of which nobody knows whether they were taken. */
        IN_DOUBT
    }

    private static final int EVERY = 500;

    private final Map<Of, Integer> counts = new EnumMap<>(Of.class);
    private final Map<AccountId, String> broken = new LinkedHashMap<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<AccountId> toCall = new LinkedHashSet<>();
    private final Set<MessageId> forBooks = new HashSet<>();

    private final Consumer<Tally> observer;
    private int told;

    /** Nothing counted yet. */
    public Tally() {
        this(tally -> {});
    }

    /** Nothing counted yet; {@code observer} is told each time that some {@value #EVERY} more accounts or messages were. */
    public Tally(Consumer<Tally> observer) {
        this.observer = observer;
    }

    void add(Of what) {
        add(what, 1);
    }

    void add(Of what, int count) {
        counts.merge(what, count, Integer::sum);
        int far = count(Of.ACCOUNTS) + count(Of.DECIDED) + count(Of.ACCEPTED);
        if (far - told >= EVERY) {
            told = far;
            observer.accept(this);
        }
    }

    /** Counts what listeners threw. */
    public void listenersFailed(int count) {
        add(Of.LISTENER_FAILED, count);
    }

    /** Counts a report of a message that is not known, by its name, once; answers whether it was not counted before. */
    boolean addUnknown(String report) {
        boolean first = unknown.add(report);
        if (first) {
            add(Of.UNKNOWN);
        }
        return first;
    }

    /** Counts a message that waits for fresher books, once however often it is looked at. */
    void addWaitingForBooks(MessageId message) {
        if (forBooks.add(message)) {
            add(Of.WAITING);
        }
    }

    void add(Tally other) {
        toCall.addAll(other.toCall);
        other.counts.forEach(this::add);
    }

    /** Notes an account about which payment providers are to be called. */
    void addToCall(AccountId account) {
        toCall.add(account);
    }

    /** The accounts about which payment providers are to be called, which are no longer noted then. */
    Set<AccountId> takeToCall() {
        Set<AccountId> taken = new LinkedHashSet<>(toCall);
        toCall.clear();
        return taken;
    }

    /** Notes an account that is left as it is; each once. */
    void add(BrokenAccountException failure) {
        LOG.warn("left as it is: {}", failure.getMessage(), failure);
        broken.putIfAbsent(failure.account(), failure.why());
    }

    /** The accounts that are left as they are, each with the cause, in the order met. */
    public Map<AccountId, String> broken() {
        return Collections.unmodifiableMap(broken);
    }

    /** How many. */
    public int count(Of what) {
        return counts.getOrDefault(what, 0);
    }
}
