package io.relance.storage;

import java.util.List;

/**
 * A case as the store has it.
 *
 * @param parts one for each key that was ever committed, in the order of their keys
 */
public record StoredCase(CaseRecord head, List<CasePart> parts) {
    /** Copies the parts. */
    public StoredCase {
        parts = List.copyOf(parts);
    }
}
