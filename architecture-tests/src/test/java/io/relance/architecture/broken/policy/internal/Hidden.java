package io.relance.architecture.broken.policy.internal;

/** Public, in a package that is not exported. */
public final class Hidden {}
