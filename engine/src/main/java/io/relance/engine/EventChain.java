package io.relance.engine;

import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.EventHash;
import io.relance.storage.EventRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Links events so that each vouches for all before it: the hash of an event is SHA-256 over {@code 1} and the hash before, or
 * {@code 0} when it is the first; the creditor, the customer, the sequence, the instant, the day, the type and the body as it
 * is stored; each of these in UTF-8 after its length in bytes and a colon.
 */
final class EventChain {
    private Optional<EventHash> last;

    /** A chain that goes on from {@code last}; empty: from the start. */
    EventChain(Optional<EventHash> last) {
        this.last = last;
    }

    /** The hash of the newest event; empty: there is none. */
    Optional<EventHash> last() {
        return last;
    }

    /** The next event, linked to the one before. */
    EventRecord append(AccountId account, long sequence, Instant at, LocalDate day, String type, Body body) {
        EventHash hash = new EventHash(new Sha256()
                .add(last)
                .add(account.creditor())
                .add(account.customer())
                .add(sequence)
                .add(at)
                .add(day)
                .add(type)
                .add(body.bytes())
                .hex());
        last = Optional.of(hash);
        return new EventRecord(account, sequence, at, day, type, body, hash);
    }

    /** Appends an event as it is stored; false when it does not have the hash that follows. */
    boolean follows(EventRecord stored) {
        EventRecord expected =
                append(stored.account(), stored.sequence(), stored.at(), stored.day(), stored.type(), stored.body());
        return expected.hash().equals(stored.hash());
    }
}
