package io.relance;

import io.relance.storage.ReceivablesSource;
import java.util.List;
import java.util.Optional;

/**
 * A part of what happened to a creditor's accounts.
 *
 * @param entries in the order of the feed; none: nothing has happened since
 * @param next to be given back as {@code after}, now or at any later time; of an empty page it is where it began, so that the
 *     newest is always the one to keep. Empty: nothing has happened at all
 */
public record FeedPage(List<FeedEntry> entries, Optional<String> next) {
    /** How many entries a page has at most. */
    public static final int MAX_ENTRIES = ReceivablesSource.MAX_ACCOUNTS;

    /** Copies the entries. */
    public FeedPage {
        entries = List.copyOf(entries);
    }
}
