package io.relance.architecture.broken.policy;

import java.util.List;

/** Gives out what its caller cannot name. */
public final class LeaksAHelper {
    public List<Helper> helpers() {
        return List.of();
    }

    static final class Helper {}
}
