package io.relance.storage;

import java.util.Optional;

/**
 * An entry of the outbox becomes another.
 *
 * @param entry the entry as it will be
 * @param expectedState the state that it must be in
 * @param expectedAttempt the attempt that it must be at
 * @param owner who must hold its lease, though it may have expired; empty: nobody need
 */
public record OutboxChange(OutboxEntry entry, OutboxState expectedState, int expectedAttempt, Optional<String> owner) {}
