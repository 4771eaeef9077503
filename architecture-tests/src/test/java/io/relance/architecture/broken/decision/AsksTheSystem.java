package io.relance.architecture.broken.decision;

final class AsksTheSystem {
    long millis() {
        return System.currentTimeMillis();
    }
}
