package io.relance.storage;

/** What is remembered of one receivable of an account, one message to it or one task about it, apart from the head of the case. */
public record CasePart(PartKey key, Body body) {}
