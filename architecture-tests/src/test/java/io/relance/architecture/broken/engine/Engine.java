package io.relance.architecture.broken.engine;

/** Stands on floor 2. */
public final class Engine {
    private Engine() {}

    public static int power() {
        return 1;
    }
}
