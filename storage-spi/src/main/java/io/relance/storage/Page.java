package io.relance.storage;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the next part begins, to be given back as {@code after}; empty: this was the last. A feed always says
 *     where it ended when it gave anything
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
