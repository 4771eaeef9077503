package io.relance.action;

/**
 * One version of a scenario.
 *
 * @param version from 1
 */
public record ScenarioRef(String id, int version) {
    /** @throws IllegalArgumentException when the id is blank or the version below 1 */
    public ScenarioRef {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a scenario's id is blank");
        }
        if (version < 1) {
            throw new IllegalArgumentException("the version of scenario " + id + " is at least 1, but was " + version);
        }
    }

    @Override
    public String toString() {
        return id + " v" + version;
    }
}
