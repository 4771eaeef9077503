package io.relance.storage;

import io.relance.delivery.ChannelId;
import io.relance.receivable.CreditorId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * Asks for messages to hand over.
 *
 * @param creditors whose; served in turn
 * @param channels over which
 * @param date the business date: entries due later stay
 * @param now entries to be tried later stay; leases that ended by it count no more, unless the store has a clock of its own
 * @param lease for how long they are the owner's alone
 * @param owner names who asks; no two that are alive share a name
 * @param limit at most so many, at least 1
 */
public record ClaimRequest(
        Set<CreditorId> creditors,
        Set<ChannelId> channels,
        LocalDate date,
        Instant now,
        Duration lease,
        String owner,
        int limit) {
    /** Copies the sets. */
    public ClaimRequest {
        creditors = Set.copyOf(creditors);
        channels = Set.copyOf(channels);
    }
}
