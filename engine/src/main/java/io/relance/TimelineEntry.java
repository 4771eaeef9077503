package io.relance;

import io.relance.engine.Commands;
import io.relance.history.AccountEvent;
import io.relance.receivable.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An event of an account's timeline.
 *
 * @param at when it was recorded
 */
public record TimelineEntry(Instant at, AccountEvent event) {
    /** Every event of an account, oldest first. */
    static List<TimelineEntry> all(Commands commands, AccountId account) {
        List<TimelineEntry> entries = new ArrayList<>();
        commands.timeline(account, (at, event) -> entries.add(new TimelineEntry(at, event)));
        return entries;
    }
}
