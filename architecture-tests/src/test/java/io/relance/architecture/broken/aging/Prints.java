package io.relance.architecture.broken.aging;

final class Prints {
    void print() {
        System.out.println("late");
    }
}
