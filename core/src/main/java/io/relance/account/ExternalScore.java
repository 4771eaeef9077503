package io.relance.account;

import java.time.LocalDate;

/**
 * What an agency or a credit insurer says of a customer, brought by the host to one scale.
 *
 * @param source who says so, for people
 * @param value 0 to 100, 100 is the safest: the host maps the agency's own scale
 * @param date the day it was given; it is not known before
 * @param expires the last day on which it counts
 */
public record ExternalScore(String source, int value, LocalDate date, LocalDate expires) {
    /** @throws IllegalArgumentException when the value is not 0 to 100, or it expires before it was given */
    public ExternalScore {
        if (value < PaymentScore.MIN || value > PaymentScore.MAX) {
            throw new IllegalArgumentException("an external score is brought to " + PaymentScore.MIN + " to "
                    + PaymentScore.MAX + ", but " + source + " gave " + value);
        }
        if (expires.isBefore(date)) {
            throw new IllegalArgumentException(
                    "the score of " + source + " of " + date + " expires before that: " + expires);
        }
    }
}
