package io.relance.architecture.broken.money;

/** Keeps to every rule. */
public final class Innocents {
    @Override
    public String toString() {
        return new Object() {
            @Override
            public String toString() {
                return "innocents";
            }
        }.toString();
    }
}
