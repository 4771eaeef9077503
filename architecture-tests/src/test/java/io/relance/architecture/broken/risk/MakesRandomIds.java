package io.relance.architecture.broken.risk;

import java.util.UUID;

final class MakesRandomIds {
    String id() {
        return UUID.randomUUID().toString();
    }
}
