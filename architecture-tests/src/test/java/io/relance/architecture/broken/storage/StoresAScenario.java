package io.relance.architecture.broken.storage;

import io.relance.architecture.broken.scenario.Scenario;

/** A port that knows too much. */
public interface StoresAScenario {
    Scenario scenario();
}
