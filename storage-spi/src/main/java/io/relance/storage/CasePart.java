package io.relance.storage;

import io.relance.receivable.ReceivableId;

/** What is remembered of one receivable of an account. */
public record CasePart(ReceivableId receivable, Body body) {}
