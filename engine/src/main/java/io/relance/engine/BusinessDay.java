package io.relance.engine;

import io.relance.receivable.CreditorId;
import java.time.LocalDate;

/**
 * The day that a run is for, from its beginning to its end: whether that was today is asked once, so that no part of a run takes
 * the day that has just ended for one that was meant to be in the past.
 *
 * @param isToday whether the date was that of the creditor's clock when the run began
 */
public record BusinessDay(EngineSettings settings, CreditorId creditor, LocalDate date, boolean isToday) {
    /** The day of a run that begins now. */
    public static BusinessDay of(EngineSettings settings, CreditorId creditor, LocalDate date) {
        return new BusinessDay(settings, creditor, date, date.equals(now(settings, creditor)));
    }

    /** Today, for a creditor: asked once, or midnight could come between what is today and whether it is. */
    public static BusinessDay today(EngineSettings settings, CreditorId creditor) {
        return new BusinessDay(settings, creditor, now(settings, creditor), true);
    }

    private static LocalDate now(EngineSettings settings, CreditorId creditor) {
        return settings.clock()
                .instant()
                .atZone(settings.policy(creditor).timeZone())
                .toLocalDate();
    }

    /** Whether nothing more is to be begun: the day has ended, or the engine is being closed. */
    boolean isOver() {
        return settings.lifecycle().isClosing() || isPast();
    }

    /** Whether it was today when the run began, and is not any more. */
    boolean isPast() {
        return isToday && !date.equals(now(settings, creditor));
    }
}
