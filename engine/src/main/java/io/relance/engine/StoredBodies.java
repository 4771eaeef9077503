package io.relance.engine;

import io.relance.account.DunningCase;
import io.relance.account.ReceivableProgress;
import io.relance.json.CaseCodec;
import io.relance.json.HandOver;
import io.relance.json.HandOverCodec;
import io.relance.receivable.AccountId;
import io.relance.storage.Body;
import io.relance.storage.CasePart;
import io.relance.storage.OutboxEntry;
import io.relance.storage.StoredCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the bodies that the store keeps, and remembers the newest of them: what was just decided is looked at again
 * when it is handed over, and again with the receipt, and the same bytes always say the same. For several threads.
 */
public final class StoredBodies {
    /** What is remembered of each kind, counted by the bodies and what an object costs; what they say takes twice as much. */
    private static final int MOST_BYTES = 8 << 20;

    /** What remembering a body costs however short it is. */
    private static final int EACH = 250;

    private record Head(AccountId account, Body body) {}

    private final Newest<Head, DunningCase> heads;
    private final Newest<Body, ReceivableProgress> parts;
    private final Newest<Body, HandOver> handOvers;

    /** Remembers nothing yet, and never more than some 20 MB of bodies. */
    public StoredBodies() {
        this(MOST_BYTES);
    }

    StoredBodies(int mostBytes) {
        this.heads = new Newest<>(mostBytes);
        this.parts = new Newest<>(mostBytes);
        this.handOvers = new Newest<>(mostBytes / 4);
    }

    /** What is stored of a case. */
    DunningCase read(AccountId account, StoredCase stored) {
        Body head = stored.head().body();
        List<ReceivableProgress> progress =
                stored.parts().stream().map(CasePart::body).map(this::part).toList();
        return heads.get(
                        new Head(account, head),
                        head.length(),
                        () -> CaseCodec.decode(account, head.bytes(), List.of()))
                .withProgress(progress);
    }

    private ReceivableProgress part(Body body) {
        return parts.get(body, body.length(), () -> CaseCodec.part(body.bytes()));
    }

    /** The head of a case. */
    Body head(DunningCase memory) {
        Body body = Body.of(CaseCodec.head(memory));
        heads.put(new Head(memory.account(), body), body.length(), memory.withProgress(List.of()));
        return body;
    }

    /** The part of one receivable. */
    Body part(ReceivableProgress progress) {
        Body body = Body.of(CaseCodec.part(progress));
        parts.put(body, body.length(), progress);
        return body;
    }

    /** What is handed over. */
    Body handOver(HandOver what) {
        Body body = Body.of(HandOverCodec.encode(what));
        handOvers.put(body, body.length(), what);
        return body;
    }

    /** What is handed over with an entry that is being sent. */
    HandOver rendered(OutboxEntry sending) {
        Body body = sending.rendered()
                .orElseThrow(() -> new IllegalStateException(
                        "message " + sending.message() + " is being sent, and nothing was rendered"));
        return handOvers.get(body, body.length(), () -> HandOverCodec.decode(body.bytes()));
    }

    /** Values by what they were read from, those asked for least recently forgotten first. */
    private static final class Newest<K, V> {
        private record Sized<V>(int bytes, V value) {}

        private final Map<K, Sized<V>> values = new LinkedHashMap<>(16, 0.75F, true);
        private final int mostBytes;
        private long bytes;

        Newest(int mostBytes) {
            this.mostBytes = mostBytes;
        }

        V get(K key, int size, Supplier<V> reading) {
            V known = find(key);
            if (known != null) {
                return known;
            }
            V value = reading.get();
            put(key, size, value);
            return value;
        }

        private synchronized @Nullable V find(K key) {
            Sized<V> known = values.get(key);
            return known == null ? null : known.value();
        }

        synchronized void put(K key, int size, V value) {
            Sized<V> before = values.put(key, new Sized<>(size, value));
            bytes += size - (before == null ? -EACH : before.bytes());
            var eldest = values.entrySet().iterator();
            while (bytes > mostBytes && eldest.hasNext()) {
                bytes -= eldest.next().getValue().bytes() + EACH;
                eldest.remove();
            }
        }
    }
}
