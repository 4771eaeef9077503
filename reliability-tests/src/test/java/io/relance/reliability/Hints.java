package io.relance.reliability;

import io.relance.Relance;
import io.relance.receivable.AccountId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a host hints at whose books say nothing of changes: every account that has changed, until that was heard. */
final class Hints {
    private final Map<AccountId, Integer> changes = new TreeMap<>();

    /** The books of an account are others than they were. */
    void changed(AccountId account) {
        changes.merge(account, 1, Integer::sum);
    }

    /** Everything that was not hinted at. */
    List<Consumer<Relance>> work() {
        return List.copyOf(changes.keySet()).stream()
                .<Consumer<Relance>>map(account -> relance -> {
                    Integer known = changes.get(account);
                    relance.changed(account);
                    if (known != null) {
                        changes.remove(account, known);
                    }
                })
                .toList();
    }
}
