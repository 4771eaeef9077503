package io.relance.rule;

/** An effect with the rule that has it, so that reasons can name the rule. */
public record RuleEffect(String ruleId, Effect effect) {
    /** For people: {@code rule big: tag big}. */
    @Override
    public String toString() {
        return "rule " + ruleId + ": " + effect;
    }
}
