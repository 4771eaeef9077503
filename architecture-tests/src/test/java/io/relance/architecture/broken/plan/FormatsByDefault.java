package io.relance.architecture.broken.plan;

final class FormatsByDefault {
    String days(int days) {
        return String.format("%d days late", days);
    }
}
