package io.relance.storage;

/** What is remembered of one receivable of an account, or of one message to it, apart from the head of the case. */
public record CasePart(PartKey key, Body body) {}
