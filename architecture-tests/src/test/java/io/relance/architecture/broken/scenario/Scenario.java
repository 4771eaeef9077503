package io.relance.architecture.broken.scenario;

/** A function. */
public final class Scenario {}
