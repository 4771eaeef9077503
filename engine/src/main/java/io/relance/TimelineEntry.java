package io.relance;

import io.relance.history.AccountEvent;
import java.time.Instant;

/**
 * An event of an account's timeline.
 *
 * @param at when it was recorded
 */
public record TimelineEntry(Instant at, AccountEvent event) {}
