package io.relance.architecture.broken.kpi;

import java.util.logging.Logger;

final class Logs {
    void log() {
        Logger.getLogger("late").info("late");
    }
}
