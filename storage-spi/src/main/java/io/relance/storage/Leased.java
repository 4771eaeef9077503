package io.relance.storage;

import java.time.Instant;

/**
 * An entry of the outbox that is the owner's alone for a while. One in {@link OutboxState#SENDING} was being handed over by
 * somebody whose lease has ended.
 *
 * @param until when the lease ends, by the clock of who claimed it: {@link ClaimRequest#now} and the lease
 */
public record Leased(OutboxEntry entry, String owner, Instant until) {}
