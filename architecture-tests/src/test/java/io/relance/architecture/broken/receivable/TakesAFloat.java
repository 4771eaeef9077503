package io.relance.architecture.broken.receivable;

import java.util.List;

final class TakesAFloat {
    void open(List<Float> amounts) {}
}
