package io.relance.engine;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.CreditorId;
import io.relance.storage.Leased;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of {@link Dispatch#run}.
 *
 * @param isToday whether the date was that of the creditor's clock when it began
 * @param kept leases on what can't be handed over now
 * @param putBack how often a message took too long to get ready
 * @param full channels that have no room for more in this run
 * @param pace how many go together
 * @param patience how long channels may keep it waiting
 */
record Run(
        EngineSettings settings,
        CreditorId creditor,
        LocalDate date,
        boolean isToday,
        Tally tally,
        List<Leased> kept,
        Map<MessageId, Integer> putBack,
        Set<ChannelId> full,
        Pace pace,
        Patience patience) {
    Run(EngineSettings settings, CreditorId creditor, LocalDate date, Tally tally) {
        this(
                settings,
                creditor,
                date,
                date.equals(today(settings, creditor)),
                tally,
                new ArrayList<>(),
                new HashMap<>(),
                new HashSet<>(),
                new Pace(),
                new Patience());
    }

    private static LocalDate today(EngineSettings settings, CreditorId creditor) {
        return settings.clock()
                .instant()
                .atZone(settings.policy(creditor).timeZone())
                .toLocalDate();
    }

    /** Whether nothing more is to be begun. */
    boolean isOver() {
        return settings.lifecycle().isClosing() || isPast();
    }

    /** Whether it is for a day that was today when it began, and is not any more. */
    boolean isPast() {
        return isToday && !date.equals(today(settings, creditor));
    }
}
