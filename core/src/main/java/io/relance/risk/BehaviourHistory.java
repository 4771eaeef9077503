package io.relance.risk;

import io.relance.receivable.ReceivableId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the books don't know of an account's past: when it was reminded, and what became of promises and disputes. Dates
 * outside the window that behaviour looks at may be in here; they are not counted.
 *
 * @param reminders the days on which a message of stage AMICABLE or later claimed a receivable
 * @param promisesKept the day on which each kept promise was found kept
 * @param promisesBroken the day on which each broken promise was found broken
 * @param disputesOpened the day on which each dispute was opened
 */
public record BehaviourHistory(
        Map<ReceivableId, List<LocalDate>> reminders,
        List<LocalDate> promisesKept,
        List<LocalDate> promisesBroken,
        List<LocalDate> disputesOpened) {
    /** Nobody was reminded, nothing was promised or disputed. */
    public static final BehaviourHistory NONE = new BehaviourHistory(Map.of(), List.of(), List.of(), List.of());

    /** Copies what is given. */
    public BehaviourHistory {
        reminders = reminders.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        promisesKept = List.copyOf(promisesKept);
        promisesBroken = List.copyOf(promisesBroken);
        disputesOpened = List.copyOf(disputesOpened);
    }

    /** Whether a reminder of {@code receivable} left before {@code settled}, but not before {@code earliest}. */
    boolean remindedBefore(ReceivableId receivable, LocalDate settled, LocalDate earliest) {
        return reminders.getOrDefault(receivable, List.of()).stream()
                .anyMatch(day -> day.isBefore(settled) && !day.isBefore(earliest));
    }

    /** How many of {@code days} lie after {@code from} and not after {@code to}. */
    static int within(Collection<LocalDate> days, LocalDate from, LocalDate to) {
        return Math.toIntExact(days.stream()
                .filter(day -> day.isAfter(from) && !day.isAfter(to))
                .count());
    }
}
