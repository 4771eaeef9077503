package io.relance.architecture.broken.plan;

final class ReadsTheEnvironment {
    String home() {
        return System.getProperty("user.home");
    }
}
