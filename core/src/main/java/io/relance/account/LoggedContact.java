package io.relance.account;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A contact that a person had with the customer. It counts in the contact cap like a message.
 *
 * @param kind how: {@code call}, {@code visit}, {@code mail}
 * @param contact with whom, by the contact's id
 */
public record LoggedContact(
        String id,
        LocalDate date,
        String kind,
        Direction direction,
        Optional<String> contact,
        Result result,
        String note,
        String actor) {
    /** Who moved. */
    public enum Direction {
        /** We. */
        OUTGOING,
        /** The customer. */
        INCOMING
    }

    /** What came of it. */
    public enum Result {
        /** Spoken with, nothing settled. */
        REACHED,
        /** Nobody there. */
        NOT_REACHED,
        /** Not the right person. */
        WRONG_CONTACT,
        /** A promise to pay. */
        PROMISE,
        /** The customer contests something. */
        DISPUTE,
        /** The customer will not pay. */
        REFUSAL;

        /** The result that a person's words name, whatever their case and spacing ({@code not reached}); empty if none. */
        public static Optional<Result> named(String words) {
            String name =
                    words.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
            return Arrays.stream(values())
                    .filter(result -> result.name().equals(name))
                    .findFirst();
        }
    }
}
