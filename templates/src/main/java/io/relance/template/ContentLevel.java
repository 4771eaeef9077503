package io.relance.template;

import java.util.Optional;

/**
 * How much a message may say over a channel that others may read along: a text message on a locked screen. Below {@link #FULL}
 * it says what the built-in template says that stands here, whatever template its step names. A message to a team of the
 * creditor's own always says all.
 */
public enum ContentLevel {
    /** All that its template says. */
    FULL,
    /** Which invoices it is about, and no amounts. */
    NO_AMOUNTS,
    /** That the debtor should call; nothing of what for. */
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
