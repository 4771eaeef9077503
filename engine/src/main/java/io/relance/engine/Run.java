package io.relance.engine;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.storage.Leased;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One call of {@link Dispatch#run}.
 *
 * @param owner whose leases are its own: no other run of any engine's, so that one that stood still settles nothing of what
 *     another goes on with
 * @param kept leases on what can't be handed over now, by message: it is not looked at again in this run
 * @param putBack how often a message took too long to get ready
 * @param full channels that have no room for more in this run
 * @param pace how many go together
 * @param patience how long channels may keep it waiting
 */
record Run(
        String owner,
        BusinessDay day,
        Tally tally,
        Map<MessageId, Leased> kept,
        Map<MessageId, Integer> putBack,
        Set<ChannelId> full,
        Pace pace,
        Patience patience) {
    Run(String owner, BusinessDay day, Tally tally, Pace pace) {
        this(owner, day, tally, new LinkedHashMap<>(), new HashMap<>(), new HashSet<>(), pace, new Patience());
    }

    void keep(Leased leased) {
        kept.put(leased.entry().message(), leased);
    }

    /** Whether a message is kept since an earlier claim whose lease has ended: it is kept under this one then. */
    boolean keepsAgain(Leased leased) {
        return kept.computeIfPresent(leased.entry().message(), (message, before) -> leased) != null;
    }

    LocalDate date() {
        return day.date();
    }

    /** Whether nothing more is to be begun. */
    boolean isOver() {
        return day.isOver();
    }
}
