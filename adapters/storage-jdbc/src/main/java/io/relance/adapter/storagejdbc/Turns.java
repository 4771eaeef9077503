package io.relance.adapter.storagejdbc;

import io.relance.receivable.CreditorId;
import io.relance.storage.Leased;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Serves creditors in turn. */
final class Turns {
    private static final Comparator<Leased> DUE_FIRST = Comparator.comparing(
                    (Leased leased) -> leased.entry().dueOn())
            .thenComparing(
                    leased -> leased.entry().account().customer().value().getBytes(StandardCharsets.UTF_8),
                    Arrays::compareUnsigned)
            .thenComparing(leased -> leased.entry().message());

    private Turns() {}

    /** One of each creditor, then the next of each, and so on; of each what is due first first. */
    static List<Leased> inTurn(Collection<Leased> leases, int limit) {
        Map<CreditorId, Deque<Leased>> queues = new TreeMap<>();
        leases.stream()
                .sorted(DUE_FIRST)
                .forEach(leased -> queues.computeIfAbsent(
                                leased.entry().account().creditor(), creditor -> new ArrayDeque<>())
                        .add(leased));
        List<Leased> turns = new ArrayList<>();
        while (turns.size() < limit && !queues.isEmpty()) {
            queues.values().stream().limit(limit - turns.size()).forEach(queue -> turns.add(queue.remove()));
            queues.values().removeIf(Deque::isEmpty);
        }
        return turns;
    }
}
