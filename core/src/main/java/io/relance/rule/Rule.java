package io.relance.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an account and what is to be done while, or when, it holds.
 *
 * <p>Defaults: priority 0, no cool-down, does not fire on its first evaluation. Immutable.
 */
public final class Rule {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final String id;
    private final int priority;
    private final Condition condition;
    private final List<Effect> effects;
    private final int cooldownDays;
    private final boolean fireOnStart;

    private Rule(Builder builder, Condition condition) {
        this.id = builder.id;
        this.priority = builder.priority;
        this.condition = condition;
        this.effects = List.copyOf(builder.effects);
        this.cooldownDays = builder.cooldownDays;
        this.fireOnStart = builder.fireOnStart;
    }

    /**
     * A builder for the rule {@code id}.
     *
     * @throws IllegalArgumentException when the id is not letters, digits, dots, hyphens and underscores, at most 100
     */
    public static Builder builder(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a rule's id is up to 100 letters, digits, dots, hyphens and underscores,"
                            + " beginning with a letter or digit, but was \"" + id + "\"");
        }
        return new Builder(id);
    }

    /** Unique in a rule set; what is remembered of the rule goes by it. */
    public String id() {
        return id;
    }

    /** Rules of a lower number come first; those of the same number come as they are written. */
    public int priority() {
        return priority;
    }

    /** When it holds; asks account facts alone. */
    public Condition condition() {
        return condition;
    }

    /** What it does, as written; at least one. */
    public List<Effect> effects() {
        return effects;
    }

    /** Two firings of its edge-triggered effects are at least so many days apart; empty: no such limit. */
    public OptionalInt cooldownDays() {
        return cooldownDays == 0 ? OptionalInt.empty() : OptionalInt.of(cooldownDays);
    }

    /** Whether its edge-triggered effects fire when its very first evaluation is TRUE. */
    public boolean fireOnStart() {
        return fireOnStart;
    }

    /** A builder that starts from this rule. */
    public Builder toBuilder() {
        Builder builder = new Builder(id);
        builder.priority = priority;
        builder.condition = condition;
        builder.effects.addAll(effects);
        builder.cooldownDays = cooldownDays;
        builder.fireOnStart = fireOnStart;
        return builder;
    }

    /** For people: {@code big: when account.overdue at least EUR 5000.00, tag big}. */
    @Override
    public String toString() {
        return id + ": when " + condition + ", "
                + String.join("; ", effects.stream().map(Effect::toString).toList());
    }

    /** Collects a rule; not for several threads. */
    public static final class Builder {
        private final String id;
        private int priority;
        private @Nullable Condition condition;
        private final List<Effect> effects = new ArrayList<>();
        private int cooldownDays;
        private boolean fireOnStart;

        private Builder(String id) {
            this.id = id;
        }

        /** See {@link Rule#priority}. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /**
         * See {@link Rule#condition}.
         *
         * @throws IllegalArgumentException when it asks a fact of an invoice
         */
        public Builder when(Condition condition) {
            for (Fact<?> fact : CompiledCondition.of(condition).facts()) {
                if (fact.scope() == Scope.INVOICE) {
                    throw new IllegalArgumentException("rule " + id + " asks " + fact
                            + ", but a rule sees an account as a whole; facts of an invoice are for the conditions of"
                            + " steps");
                }
            }
            this.condition = condition;
            return this;
        }

        /** Adds effects. */
        public Builder then(Effect... effects) {
            this.effects.addAll(List.of(effects));
            return this;
        }

        /**
         * See {@link Rule#cooldownDays}.
         *
         * @throws IllegalArgumentException when it is below 1 or above 3660
         */
        public Builder cooldownDays(int days) {
            if (days < 1 || days > 3660) {
                throw new IllegalArgumentException(
                        "the cool-down of rule " + id + " is 1 to 3660 days, but was " + days);
            }
            this.cooldownDays = days;
            return this;
        }

        /** See {@link Rule#fireOnStart}. */
        public Builder fireOnStart(boolean fireOnStart) {
            this.fireOnStart = fireOnStart;
            return this;
        }

        /**
         * The rule.
         *
         * @throws IllegalArgumentException when it has no condition, no effect, two exclusive effects of one kind, or a
         *     cool-down or {@code fireOnStart} without an effect that fires
         */
        public Rule build() {
            if (condition == null) {
                throw new IllegalArgumentException("rule " + id + " has no condition; it needs one");
            }
            if (effects.isEmpty()) {
                throw new IllegalArgumentException("rule " + id + " has no effect; it needs at least one");
            }
            Set<Class<?>> kinds = new HashSet<>();
            for (Effect effect : effects) {
                if (effect.exclusive() && !kinds.add(effect.getClass())) {
                    throw new IllegalArgumentException("rule " + id + " would " + effect
                            + " and has another effect of that kind; only one can hold");
                }
            }
            if ((cooldownDays > 0 || fireOnStart) && effects.stream().noneMatch(Effect::edgeTriggered)) {
                throw new IllegalArgumentException("rule " + id + " has "
                        + (fireOnStart ? "fireOnStart" : "a cool-down")
                        + ", but no notification, task or delivery stop that could fire");
            }
            return new Rule(this, condition);
        }
    }
}
