package io.relance.architecture.broken.money;

import io.relance.architecture.broken.engine.Engine;

final class UsesTheEngine {
    int points_up() {
        return Engine.power();
    }
}
