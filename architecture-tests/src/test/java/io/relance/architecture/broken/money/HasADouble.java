package io.relance.architecture.broken.money;

final class HasADouble {
    double amount;
}
