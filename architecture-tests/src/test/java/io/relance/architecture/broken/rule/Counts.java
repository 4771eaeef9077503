package io.relance.architecture.broken.rule;

final class Counts {
    static int count;

    private Counts() {}
}
