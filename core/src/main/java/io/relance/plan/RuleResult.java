package io.relance.plan;

/**
 * How a rule came out in a decision.
 *
 * @param truth of its condition, today
 * @param inForce whether what it sets holds: TRUE, or UNKNOWN after having been TRUE
 */
public record RuleResult(String ruleId, Truth truth, boolean inForce) {}
