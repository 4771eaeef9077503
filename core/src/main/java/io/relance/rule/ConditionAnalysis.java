package io.relance.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of conditions before any account is seen.
 *
 * <p>It looks for facts that would refute a claim, branch by branch, keeping for each fact the values still possible: an
 * interval, a set of words, tags that must and must not be there, or absent. What it claims is certain; it claims nothing
 * when the search takes too long ({@value #MAX_STEPS} steps), and it knows of no relation between two facts.
 */
public final class ConditionAnalysis {
    private static final int MAX_STEPS = 50_000;

    private ConditionAnalysis() {}

    /** Whether the condition is TRUE for no facts at all: {@code overdueCount above 5 and overdueCount below 3}. */
    public static boolean canNeverBeTrue(Condition condition) {
        return new Search().refutes(new Goals(condition, Aim.TRUE, null), Knowledge.NONE);
    }

    /** Whether the condition is TRUE whenever every fact in it is known: {@code settledCount at least 0}. */
    public static boolean alwaysWhenKnown(Condition condition) {
        Knowledge knowledge = Knowledge.NONE;
        for (Fact<?> fact : CompiledCondition.of(condition).facts()) {
            Knowledge more = knowledge.with(new Condition.Known(fact), true);
            knowledge = more == null ? knowledge : more;
        }
        return new Search().refutes(new Goals(condition, Aim.FALSE, null), knowledge);
    }

    /** Whether {@code b} is TRUE whenever {@code a} is: {@code overdueCount above 5} implies {@code overdueCount above 3}. */
    public static boolean implies(Condition a, Condition b) {
        return new Search().refutes(new Goals(a, Aim.TRUE, new Goals(b, Aim.NOT_TRUE, null)), Knowledge.NONE);
    }

    /** How a condition is meant to come out. */
    private enum Aim {
        TRUE,
        FALSE,
        NOT_TRUE,
        NOT_FALSE;

        Aim opposite() {
            return switch (this) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                case NOT_TRUE -> NOT_FALSE;
                case NOT_FALSE -> NOT_TRUE;
            };
        }

        /** Whether all parts of an "all" must come out so, or one is enough; for an "any" it is the other way round. */
        boolean needsAllOfAll() {
            return this == TRUE || this == NOT_FALSE;
        }
    }

    private record Goals(
            Condition condition, Aim aim, @Nullable Goals rest) {}

    /** One search for facts that reach all goals. */
    private static final class Search {
        private int steps;

        boolean refutes(Goals goals, Knowledge knowledge) {
            return !reachable(goals, null, knowledge) && steps <= MAX_STEPS;
        }

        /** Whether facts may exist that reach all goals; goals with a choice are left to the end, so that less is tried. */
        private boolean reachable(@Nullable Goals goals, @Nullable Goals choices, Knowledge knowledge) {
            if (++steps > MAX_STEPS) {
                return true;
            }
            if (goals == null) {
                return choices == null || choose(choices, knowledge);
            }
            Aim aim = goals.aim();
            Goals rest = goals.rest();
            if (goals.condition() instanceof Condition.Not not) {
                return reachable(new Goals(not.condition(), aim.opposite(), rest), choices, knowledge);
            }
            if (goals.condition() instanceof Condition.All all) {
                return aim.needsAllOfAll()
                        ? reachable(each(all.conditions(), aim, rest), choices, knowledge)
                        : reachable(rest, new Goals(all, aim, choices), knowledge);
            }
            if (goals.condition() instanceof Condition.Any any) {
                return aim.needsAllOfAll()
                        ? reachable(rest, new Goals(any, aim, choices), knowledge)
                        : reachable(each(any.conditions(), aim, rest), choices, knowledge);
            }
            boolean certain = aim == Aim.TRUE || aim == Aim.FALSE || goals.condition() instanceof Condition.Known;
            if (!certain) {
                return reachable(rest, new Goals(goals.condition(), aim, choices), knowledge);
            }
            return goesOn(knowledge.with(goals.condition(), aim.needsAllOfAll()), rest, choices);
        }

        private boolean choose(Goals choices, Knowledge knowledge) {
            Aim aim = choices.aim();
            Goals others = choices.rest();
            if (choices.condition() instanceof Condition.Comparison comparison) {
                return goesOn(knowledge.without(comparison), null, others)
                        || goesOn(knowledge.with(comparison, aim == Aim.NOT_FALSE), null, others);
            }
            List<Condition> parts = choices.condition() instanceof Condition.All all
                    ? all.conditions()
                    : ((Condition.Any) choices.condition()).conditions();
            return parts.stream().anyMatch(part -> reachable(new Goals(part, aim, null), others, knowledge));
        }

        private boolean goesOn(@Nullable Knowledge knowledge, @Nullable Goals goals, @Nullable Goals choices) {
            return knowledge != null && reachable(goals, choices, knowledge);
        }

        private static @Nullable Goals each(List<Condition> conditions, Aim aim, @Nullable Goals rest) {
            Goals goals = rest;
            for (int i = conditions.size() - 1; i >= 0; i--) {
                goals = new Goals(conditions.get(i), aim, goals);
            }
            return goals;
        }
    }
}
