package io.relance.json;

/**
 * A message or a task of a case, as it is stored by itself.
 *
 * @param place how many were first planned, or raised, before it: its index in the case, for good
 */
public record Placed<T>(int place, T value) {}
