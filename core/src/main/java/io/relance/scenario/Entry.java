package io.relance.scenario;

/** Where an invoice enters a scenario that it is seen too late for. */
public enum Entry {
    /** At the first step that is not preventive: the default. */
    FROM_START,
    /** At the newest step whose date has been reached, whose stage is allowed and whose condition is TRUE. */
    AT_AGE
}
