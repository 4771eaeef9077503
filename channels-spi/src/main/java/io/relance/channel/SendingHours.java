package io.relance.channel;

import io.relance.receivable.NaturalPerson;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The hours at which a channel reaches people, in the customer's local time. Days are the policy's.
 *
 * @param persons for natural persons, and where nobody knows; empty: at any hour
 * @param others for everybody else; empty: at any hour
 */
public record SendingHours(Optional<Window> persons, Optional<Window> others) {
    /** At any hour. */
    public static final SendingHours ANY = new SendingHours(Optional.empty(), Optional.empty());

    /** From 8 to 20 for natural persons, and where nobody knows; at any hour for others. */
    public static final SendingHours PERSONS_8_TO_20 =
            new SendingHours(Optional.of(Window.of(8, 20)), Optional.empty());

    /**
     * A part of a day.
     *
     * @param from the first moment
     * @param to the moment at which it is over
     */
    public record Window(LocalTime from, LocalTime to) {
        /** @throws IllegalArgumentException when it does not end after it begins */
        public Window {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("hours end after they begin, but were " + from + " to " + to);
            }
        }

        /** Between two full hours, 0 to 23. */
        public static Window of(int from, int to) {
            return new Window(LocalTime.of(from, 0), LocalTime.of(to, 0));
        }

        /** Whether it holds the moment. */
        public boolean contains(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /** The hours for a customer of that kind; empty: any. */
    public Optional<Window> of(NaturalPerson person) {
        return person == NaturalPerson.NO ? others : persons;
    }
}
