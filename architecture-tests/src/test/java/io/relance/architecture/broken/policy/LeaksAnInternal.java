package io.relance.architecture.broken.policy;

import io.relance.architecture.broken.policy.internal.Hidden;

/** Takes what its caller cannot name. */
public final class LeaksAnInternal {
    public void take(Hidden... hidden) {}
}
