package io.relance.architecture.broken.risk;

import java.util.Random;

final class ThrowsDice {
    int dice() {
        return new Random().nextInt(6);
    }
}
