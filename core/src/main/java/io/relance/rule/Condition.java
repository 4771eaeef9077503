package io.relance.rule;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A tree of comparisons over facts, in three truth values: a comparison with an absent fact is UNKNOWN, and only TRUE
 * acts. {@link Conditions} writes them, {@link CompiledCondition} evaluates them.
 *
 * <p>At most {@value #MAX_DEPTH} levels deep and of at most {@value #MAX_NODES} nodes. {@code toString} is a sentence.
 */
public sealed interface Condition {
    /** How many levels a condition may have; a comparison alone has one. */
    int MAX_DEPTH = 32;

    /** How many comparisons, and all, any and not around them, a condition may have. */
    int MAX_NODES = 1000;

    /** The levels of the tree; 1 for a comparison. */
    int depth();

    /** The nodes of the tree; 1 for a comparison. */
    int size();

    /** FALSE if one is FALSE, else UNKNOWN if one is UNKNOWN, else TRUE. */
    record All(List<Condition> conditions) implements Condition {
        /** @throws IllegalArgumentException when it is empty, too deep or too large */
        public All {
            conditions = ConditionLimits.checked("all", conditions);
        }

        @Override
        public int depth() {
            return 1 + ConditionLimits.depth(conditions);
        }

        @Override
        public int size() {
            return 1 + ConditionLimits.size(conditions);
        }

        @Override
        public String toString() {
            return conditions.stream()
                    .map(c -> c instanceof Any any && any.conditions.size() > 1 ? "(" + c + ")" : c.toString())
                    .collect(Collectors.joining(" and "));
        }
    }

    /** TRUE if one is TRUE, else UNKNOWN if one is UNKNOWN, else FALSE. */
    record Any(List<Condition> conditions) implements Condition {
        /** @throws IllegalArgumentException when it is empty, too deep or too large */
        public Any {
            conditions = ConditionLimits.checked("any", conditions);
        }

        @Override
        public int depth() {
            return 1 + ConditionLimits.depth(conditions);
        }

        @Override
        public int size() {
            return 1 + ConditionLimits.size(conditions);
        }

        @Override
        public String toString() {
            return conditions.stream()
                    .map(c -> c instanceof All all && all.conditions.size() > 1 ? "(" + c + ")" : c.toString())
                    .collect(Collectors.joining(" or "));
        }
    }

    /** The opposite; the opposite of UNKNOWN is UNKNOWN. */
    record Not(Condition condition) implements Condition {
        /** @throws IllegalArgumentException when it is too deep or too large */
        public Not {
            ConditionLimits.checked("not", List.of(condition));
        }

        @Override
        public int depth() {
            return 1 + condition.depth();
        }

        @Override
        public int size() {
            return 1 + condition.size();
        }

        @Override
        public String toString() {
            return condition instanceof All || condition instanceof Any
                    ? "not (" + condition + ")"
                    : "not " + condition;
        }
    }

    /** TRUE when the fact is there, FALSE when it is absent; never UNKNOWN. */
    record Known(Fact<?> fact) implements Condition {
        @Override
        public int depth() {
            return 1;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public String toString() {
            return fact + " is known";
        }
    }

    /** A fact compared with what is expected of it; UNKNOWN when the fact is absent, or not known in that currency. */
    record Comparison(Fact<?> fact, Operator operator, Expected expected) implements Condition {
        /**
         * @throws IllegalArgumentException when the operator does not compare facts of this type, or the expected value is
         *     of another type, unit or range
         */
        public Comparison {
            ComparisonCheck.check(fact, operator, expected);
        }

        @Override
        public int depth() {
            return 1;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public String toString() {
            return fact + " " + operator.phrase() + " " + expected;
        }
    }
}
