package io.relance.storage;

import io.relance.delivery.ChannelId;
import io.relance.delivery.MessageId;
import io.relance.receivable.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A message of the outbox. What it says is in its account's case, until it is rendered.
 *
 * @param channel over which it goes next
 * @param route which of the message's routes that is, from 0
 * @param dueOn the first business date on which it may be handed over
 * @param retryAt not before this instant, after a failure that may pass
 * @param attempt how many hand-overs over this route were begun, or failed before they could be
 * @param rendered what is handed over, or was last: there once a hand-over was begun
 */
public record OutboxEntry(
        AccountId account,
        MessageId message,
        OutboxState state,
        ChannelId channel,
        int route,
        LocalDate dueOn,
        Optional<Instant> retryAt,
        int attempt,
        Optional<Body> rendered) {
    /** The entry in another state. */
    public OutboxEntry become(OutboxState next) {
        return new OutboxEntry(account, message, next, channel, route, dueOn, retryAt, attempt, rendered);
    }

    /** The entry, to be handed over on {@code day} at the earliest. */
    public OutboxEntry readyOn(LocalDate day, Optional<Instant> notBefore) {
        return new OutboxEntry(account, message, OutboxState.READY, channel, route, day, notBefore, attempt, rendered);
    }

    /** The entry, to go over another route. */
    public OutboxEntry over(ChannelId next, int index) {
        return new OutboxEntry(account, message, state, next, index, dueOn, Optional.empty(), 0, rendered);
    }

    /**
     * The entry, when there are other routes to go than before, of which {@code first} is to be tried first. Over the channel over
     * which it was to go it is the same delivery: its hand-overs go on being counted, and the pause after a failure holds.
     */
    public OutboxEntry from(ChannelId first) {
        return first.equals(channel)
                ? new OutboxEntry(account, message, state, channel, 0, dueOn, retryAt, attempt, rendered)
                : over(first, 0);
    }

    /** The entry, its next hand-over begun. */
    public OutboxEntry sending(Body what) {
        return new OutboxEntry(
                account,
                message,
                OutboxState.SENDING,
                channel,
                route,
                dueOn,
                Optional.empty(),
                attempt + 1,
                Optional.of(what));
    }

    /** The entry, a hand-over counted that failed before anything was handed over. */
    public OutboxEntry failedBefore() {
        return new OutboxEntry(account, message, state, channel, route, dueOn, retryAt, attempt + 1, rendered);
    }

    /** The entry, the hand-over that was about to begin not counted. */
    public OutboxEntry notBegun() {
        return new OutboxEntry(account, message, state, channel, route, dueOn, retryAt, attempt - 1, rendered);
    }
}
