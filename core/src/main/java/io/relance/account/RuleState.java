package io.relance.account;

import io.relance.plan.Truth;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is remembered of one rule and one account between two evaluations.
 *
 * @param ruleId the rule's id
 * @param conditionHash identifies the condition that was evaluated: with another condition the rule is new
 * @param state TRUE or FALSE, as the rule last came out; UNKNOWN leaves it as it was
 * @param lastFired the day on which the rule's notifications and tasks were last raised
 * @param pending whether it became TRUE during a cool-down: it fires when that has ended, if it is TRUE then
 */
public record RuleState(
        String ruleId, String conditionHash, Truth state, Optional<LocalDate> lastFired, boolean pending) {
    /** @throws IllegalArgumentException when the state is UNKNOWN, or pending although it is not TRUE */
    public RuleState {
        if (state == Truth.UNKNOWN) {
            throw new IllegalArgumentException(
                    "the state of rule " + ruleId + " is TRUE or FALSE; an UNKNOWN evaluation leaves the one before");
        }
        if (pending && state != Truth.TRUE) {
            throw new IllegalArgumentException(
                    "rule " + ruleId + " is " + state + ": only one that is TRUE can have a firing pending");
        }
    }

    /** A state with no firing pending. */
    public RuleState(String ruleId, String conditionHash, Truth state, Optional<LocalDate> lastFired) {
        this(ruleId, conditionHash, state, lastFired, false);
    }
}
