package io.relance.engine;

import io.relance.json.PolicyWriter;
import io.relance.policy.Policy;
import io.relance.receivable.CreditorId;
import io.relance.storage.Body;
import io.relance.storage.DunningStore;
import io.relance.storage.PolicyDocument;
import io.relance.storage.PolicyVersion;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps in the store every policy version that decides, as canonical JSON, so that what it decided can be explained later. For
 * several threads.
 */
public final class PolicyShelf {
    private final DunningStore store;
    private final Set<CreditorId> kept = ConcurrentHashMap.newKeySet();

    /** The shelf of one engine, whose policies never change. */
    public PolicyShelf(DunningStore store) {
        this.store = store;
    }

    /**
     * Keeps the policy of a creditor, once.
     *
     * @throws IllegalStateException when the version is there with another content
     */
    public void keep(CreditorId creditor, Policy policy) {
        if (kept.contains(creditor)) {
            return;
        }
        PolicyVersion version = new PolicyVersion(policy.version());
        PolicyDocument document = new PolicyDocument(creditor, version, Body.of(PolicyWriter.canonicalJson(policy)));
        Optional<PolicyDocument> before = store.policy(creditor, Optional.of(version));
        if (before.filter(stored -> !stored.equals(document)).isPresent()) {
            throw new IllegalStateException("version \"" + version + "\" of the policy of creditor " + creditor
                    + " is stored with another content: give the changed policy another version");
        }
        if (before.isEmpty()) {
            store.putPolicy(document);
        }
        kept.add(creditor);
    }
}
