package io.relance.storage;

import io.relance.receivable.ReceivableId;

/**
 * Names the execution of a step for a receivable of an account: it happens once.
 *
 * @param cycle which round of follow-up
 * @param step the step's name within the cycle
 */
public record ExecutionKey(ReceivableId receivable, int cycle, String step) {}
