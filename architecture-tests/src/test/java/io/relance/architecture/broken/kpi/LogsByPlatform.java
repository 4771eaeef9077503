package io.relance.architecture.broken.kpi;

final class LogsByPlatform {
    Object logger() {
        return System.getLogger("late");
    }
}
