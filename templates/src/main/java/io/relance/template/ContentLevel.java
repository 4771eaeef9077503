package io.relance.template;

import java.util.Optional;

/**
 * How much a message may say over a channel that others may read along: a text message on a locked screen. Below {@link #FULL}
 * it says what the built-in template says that stands here, unless the words of the template that was named show no more. A message
 * to a team of the creditor's own always says all.
 */
public enum ContentLevel {
    /** All that its template says. */
    FULL,
    /** Which invoice it is about, or how many, and no amounts. */
    NO_AMOUNTS,
    /** That the debtor should call, and nothing of what for; thanks and confirmations, that something has arrived or is noted. */
    CALL_US;

    /** The template that is rendered for messages of that kind; empty: the one that was named. */
    public Optional<String> template(MessageKind kind) {
        if (this == FULL) {
            return Optional.empty();
        }
        return switch (kind) {
            case OVERDUE -> Optional.of(this == NO_AMOUNTS ? "overdue-no-amounts" : "call-us");
            case PREVENTIVE -> Optional.of(this == NO_AMOUNTS ? "pre-due-no-amounts" : "call-us");
            case THANK_YOU -> Optional.of("thank-you-no-amounts");
            case PROMISE, PLAN -> Optional.of("agreed-no-amounts");
            case STATEMENT -> Optional.of("call-us");
            case INTERNAL -> Optional.empty();
        };
    }
}
