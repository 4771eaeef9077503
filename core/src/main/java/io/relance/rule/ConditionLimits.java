package io.relance.rule;

import java.util.List;

/** Keeps conditions small enough to be evaluated, written and read by plain recursion. */
final class ConditionLimits {
    private ConditionLimits() {}

    static List<Condition> checked(String node, List<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException("\"" + node + "\" has no condition in it; it needs at least one");
        }
        if (conditions.size() >= Condition.MAX_NODES || 1 + size(conditions) > Condition.MAX_NODES) {
            throw new IllegalArgumentException(
                    "a condition has at most " + Condition.MAX_NODES + " comparisons, all, any and not in it");
        }
        if (1 + depth(conditions) > Condition.MAX_DEPTH) {
            throw new IllegalArgumentException("a condition is at most " + Condition.MAX_DEPTH + " levels deep");
        }
        return List.copyOf(conditions);
    }

    static int depth(List<Condition> conditions) {
        int depth = 0;
        for (Condition condition : conditions) {
            depth = Math.max(depth, condition.depth());
        }
        return depth;
    }

    static int size(List<Condition> conditions) {
        int size = 0;
        for (Condition condition : conditions) {
            size += condition.size();
        }
        return size;
    }
}
