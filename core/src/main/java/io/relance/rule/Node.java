package io.relance.rule;

import io.relance.plan.Truth;
import io.relance.rule.Explained.Observations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition resolved for evaluation. Facts are asked by one evaluator: without observations to note it stops
 * as soon as the outcome is certain and allocates nothing, with them it asks every comparison. Where comparisons were made
 * before, see {@link FactTable}, their answers are joined.
 */
abstract class Node {
    abstract Truth evaluate(FactSource source, @Nullable Observations observations);

    /**
     * How it comes out when all comparisons were made before, each of which has a bit by its number in the condition.
     *
     * @param holding the comparisons that are TRUE
     * @param unknown those that are UNKNOWN
     */
    abstract Truth evaluate(long holding, long unknown);

    /** All of them, or any of them. */
    static final class Group extends Node {
        private final Node[] nodes;
        private final long leaves;
        private final long opposed;
        private final Node[] groups;
        private final Truth decisive;

        /** @param decisive the truth of one node that decides the group: FALSE for "all", TRUE for "any" */
        Group(List<Node> nodes, Truth decisive) {
            this.nodes = nodes.toArray(new Node[0]);
            this.decisive = decisive;
            long comparisons = 0;
            long opposites = 0;
            List<Node> others = new ArrayList<>();
            for (Node node : nodes) {
                if (node instanceof Leaf leaf) {
                    comparisons |= leaf.bit();
                } else if (node instanceof Opposite opposite && opposite.node instanceof Leaf leaf) {
                    opposites |= leaf.bit();
                } else {
                    others.add(node);
                }
            }
            this.leaves = comparisons;
            this.opposed = opposites;
            this.groups = others.toArray(new Node[0]);
        }

        @Override
        Truth evaluate(FactSource source, @Nullable Observations observations) {
            boolean decided = false;
            boolean unknown = false;
            for (Node node : nodes) {
                // most nodes are leaves, and of them there is one evaluate: no search for it in a table
                Truth truth = node instanceof Leaf leaf
                        ? leaf.evaluate(source, observations)
                        : node.evaluate(source, observations);
                if (truth == decisive) {
                    if (observations == null) {
                        return decisive;
                    }
                    decided = true;
                } else if (truth == Truth.UNKNOWN) {
                    unknown = true;
                }
            }
            if (decided) {
                return decisive;
            }
            return unknown ? Truth.UNKNOWN : decisive.not();
        }

        @Override
        Truth evaluate(long holding, long unknown) {
            long failing = ~(holding | unknown);
            long deciding = decisive == Truth.TRUE
                    ? (holding & leaves) | (failing & opposed)
                    : (failing & leaves) | (holding & opposed);
            if (deciding != 0) {
                return decisive;
            }
            boolean open = (unknown & (leaves | opposed)) != 0;
            for (Node group : groups) {
                Truth truth = group.evaluate(holding, unknown);
                if (truth == decisive) {
                    return decisive;
                }
                open |= truth == Truth.UNKNOWN;
            }
            return open ? Truth.UNKNOWN : decisive.not();
        }
    }

    /** The opposite. */
    static final class Opposite extends Node {
        private final Node node;

        Opposite(Node node) {
            this.node = node;
        }

        @Override
        Truth evaluate(FactSource source, @Nullable Observations observations) {
            return node.evaluate(source, observations).not();
        }

        @Override
        Truth evaluate(long holding, long unknown) {
            return node.evaluate(holding, unknown).not();
        }
    }
}
